// npm runs this after `npm ci` in a clone and before it packs. Where the development dependencies were left out, what
// was built before is all there can be.
import { existsSync } from 'node:fs';

const built = new URL('../../dist/cli.js', import.meta.url);

if (await isInstalled('esbuild')) {
  const { register } = await import('tsx/esm/api');
  register();
  await import('./build.ts');
} else if (!existsSync(built)) {
  console.error('only6: dist is missing and esbuild, which builds it, is not installed: run npm ci');
  process.exitCode = 1;
}

async function isInstalled(name) {
  try {
    await import(name);
    return true;
  } catch {
    return false;
  }
}
