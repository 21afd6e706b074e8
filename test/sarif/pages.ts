import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRoot } from '../../src/run/package-root.ts';
import { examplesIn } from '../examples/page.ts';

/** Writes all examples of all rules' pages under a folder, under names that an address has to quote. */
export function writePages(folder: string): void {
  const rules = join(packageRoot(), 'rules');
  for (const entry of readdirSync(rules, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.md')) continue;
    const page = join(entry.parentPath, entry.name);
    for (const [index, { files }] of examplesIn(readFileSync(page, 'utf8')).entries()) {
      for (const { name, text } of files) {
        const path = join(folder, page.slice(rules.length), `#${index} [100 %] é`, name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      }
    }
  }
}
