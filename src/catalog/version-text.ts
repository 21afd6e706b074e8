/** The version in a text such as `1.17.3`, `v1.17.3`, `~1.17` or `RELEASE.1.2`; undefined where it holds none. */
export function versionIn(text: string): string | undefined {
  return /^[v^~=]?(\d+(?:\.\d+)*)/.exec(text)?.[1];
}

/** Whether a version lies below a bound, or reaches it. */
export function isVersion(version: string, side: 'below' | 'from', bound: string): boolean {
  return compareVersions(version, bound) < 0 === (side === 'below');
}

/** Negative where the first is the older one. */
function compareVersions(left: string, right: string): number {
  const a = left.split('.').map(Number);
  const b = right.split('.').map(Number);
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
