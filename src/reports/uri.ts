/** A relative URI reference: GitHub takes it from the repository's root and refuses whole uploads for one bad character. */
export function uriOf(file: string): string {
  const path = file.replace(/^(\.?\/)+/, '').replace(/\p{Surrogate}/gu, '\ufffd');
  return path.split('/').map(encodeURIComponent).join('/');
}
