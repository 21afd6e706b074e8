import module from 'node:module';
import { githubActionsOf } from './github-actions.ts';
import { terminalOf } from './surroundings.ts';

/** A reader that has seen enough, such as `head`, is no error. */
function survive(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.exitCode = 2;
    if (stream !== process.stderr) process.stderr.write(`only6: cannot write the output: ${error.message}\n`);
  });
}

async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

survive(process.stdout);
survive(process.stderr);
// Since Node 22.1; before, nothing is kept. It concerns what is loaded from here on.
(module as { enableCompileCache?: () => unknown }).enableCompileCache?.();
const { run } = await import('./program.ts');
const code = await run(process.argv.slice(2), {
  cwd: process.cwd(),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  readInput,
  terminal: terminalOf(process.stdout, process.stderr, process.env),
  actions: githubActionsOf(process.env),
});
process.exitCode ||= code;
