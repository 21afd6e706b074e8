import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandsIn } from '../src/languages/shell/commands.ts';
import { language } from '../src/languages/shell/index.ts';

function commands(source: string): string[] {
  return commandsIn(source, 'a.sh').commands.map(({ words, texts }) => {
    const said = words.map(({ text }) => text).join(' | ');
    return texts.length === 0 ? said : `${said} << ${texts.map(({ text }) => text).join('')}`;
  });
}

test('scripts are claimed by their names', () => {
  for (const path of ['a.sh', 'b/run.bash', 'docker-entrypoint', 'Entrypoint.sh'])
    assert.ok(language.claims(path), path);
  for (const path of ['a.shtml', 'entrypoint.js', 'fish']) assert.ok(!language.claims(path), path);
});

test('commands end at operators and lines, and words keep what quotes hold', () => {
  assert.deepEqual(commands('a b; c "d e" && f\\ g | h \'i;j\'\nk \\\n  l # m\n(n)\n'), [
    'a | b',
    'c | d e',
    'f g',
    'h | i;j',
    'k | l',
    'n',
  ]);
});

test('substitutions and redirections stay as they are written', () => {
  assert.deepEqual(commands('x=$(a; b "c)") y"$Z"z "$(d "$0")/e" `q w` >> "$D"/e 2>&1\n'), [
    'x=$(a; b "c)") | y$Zz | $(d "$0")/e | `q w` | >> | $D/e | 2>& | 1',
  ]);
});

test('here-documents belong to their command', () => {
  assert.deepEqual(commands('cat <<A >b <<-"C"\none\nA\n\ttwo\n\tC\nd\n'), ['cat | > | b << one\n\ttwo\n', 'd']);
});

test('words and comments have their places', () => {
  const source = 'exec  "a b" c # d\n';
  const { commands: found, comments } = commandsIn(source, 'a.sh');
  assert.deepEqual(
    found[0]?.words.map(({ start, end }) => source.slice(start, end)),
    ['exec', '"a b"', 'c'],
  );
  const [comment] = comments;
  assert.equal(comment && source.slice(comment.span.start, comment.span.end), '# d');
});

test('what never ends ends with the file, and takes no long time', () => {
  const started = performance.now();
  for (const part of ['"', "'", '$(', '`', '<<A\n', '\\', '((', '"$(', 'a ']) {
    commandsIn(part.repeat(20_000), 'a.sh');
    commandsIn(`x ${part}`, 'a.sh');
  }
  assert.ok(performance.now() - started < 3_000);
});
