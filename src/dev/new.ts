import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../run/package-root.ts';

const rule = `import { defineRule, silent } from '../../src/rule.ts';

export default defineRule({
  title: 'What is wrong, in a few words',
  why: 'What fails on an IPv6-only cluster, and why, in one sentence.',
  on: ['listen'],
  judge(listen) {
    if (listen.family !== 'ipv4') return undefined;
    if (listen.twin) return silent(\`there is a twin for IPv6: \${listen.twin.says}\`);
    return {
      effect: 'breaks',
      at: listen.span,
      rests: [listen.host],
      needs: 'ipv4-ingress',
      message: \`\${listen.place} accepts IPv4 only\`,
      help: \`Listen on both families: \${listen.repair}\`,
    };
  },
});
`;

function page(id: string): string {
  return `# ${id}

What this rule finds, in one sentence.

## What breaks

\`\`\`go title="main.go"
package main

import "net"

func main() {
	net.Listen("tcp4", ":8080") // want: breaks
}
\`\`\`

## What works

\`\`\`go
package main

import "net"

func main() {
	net.Listen("tcp", ":8080")
}
\`\`\`

## How to repair it

What to write instead, and what that costs.

## When it is fine

Where the rule is silent or may be ignored, with what it does not see.

## How we know

The experiment or the source that shows it.
`;
}

function newRule(id: string): string {
  if (!/^[a-z]+(?:-[a-z0-9]+)+$/.test(id)) return 'a rule is named for its fault, in kebab case: listen-ipv4-only';
  const folder = join(packageRoot(), 'rules', id);
  if (existsSync(folder)) return `rules/${id} is there already`;
  mkdirSync(folder);
  writeFileSync(join(folder, 'rule.ts'), rule);
  writeFileSync(join(folder, 'README.md'), page(id));
  console.log(
    `wrote rules/${id}/rule.ts and rules/${id}/README.md; next: npm run generate && npx tsx --test test/examples.test.ts`,
  );
  return '';
}

const [what, id] = process.argv.slice(2);
const fault = what === 'rule' && id !== undefined ? newRule(id) : 'usage: npm run new rule ID';
if (fault !== '') {
  console.error(fault);
  process.exitCode = 2;
}
