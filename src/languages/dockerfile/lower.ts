import { type Masked, mask } from '../../templates/mask.ts';
import { UnitBuilder } from '../builder.ts';
import type { Embedded, Expr, Field, Resource, Unit } from '../language.ts';
import { writtenTexts } from '../shell/written.ts';
import { type Heredoc, type Instruction, instructionsIn } from './instructions.ts';
import { fill } from './variables.ts';
import { jsonWords, type Word, wordsIn } from './words.ts';

/**
 * Reads a Dockerfile as one object: its stages in order, each with its image, its name and its steps. Variables are
 * filled in where Docker fills them in, from the defaults of ARG and from ENV.
 */
export function lower(text: string, file: string): Unit {
  const { instructions, comments, gaveUp } = instructionsIn(text, file);
  const stages = new Stages(file).read(instructions);
  const span = { file, start: 0, end: text.length };
  const root = record({ stages: { is: 'list', items: stages, span } }, span);
  const resource: Resource = { apiVersion: 'docker', kind: 'Dockerfile', name: '', namespace: '', root, span };
  return {
    ...new UnitBuilder(file, 'dockerfile').build(),
    embedded: filesIn(instructions, text, file),
    resources: stages.length > 0 ? [resource] : [],
    comments,
    gaveUp,
  };
}

/** The files that instructions write into the image, with their texts. */
function filesIn(instructions: readonly Instruction[], source: string, file: string): readonly Embedded[] {
  let masked: Masked | undefined;
  return instructions.flatMap((instruction): readonly Embedded[] => {
    const { keyword, text, start, heredocs } = instruction;
    if (keyword === 'RUN') return writtenTexts({ text: scriptOf(instruction, source), start, file, certain: true });
    const name = wordsIn(text).at(-1)?.text;
    if ((keyword !== 'COPY' && keyword !== 'ADD') || name === undefined || heredocs.length === 0) return [];
    masked ??= mask(source, file);
    const { words, holes } = masked;
    return heredocs.map((one) => ({
      name,
      text: words.slice(one.start, one.end),
      start: one.start,
      holes,
      certain: true,
    }));
  });
}

/** What RUN gives to the shell; the line that ends a here-document belongs to it. */
function scriptOf({ text, start, heredocs }: Instruction, source: string): string {
  const last = heredocs.at(-1);
  return source.slice(start, last ? last.end + last.name.length : start + text.length);
}

type Spanned = Expr['span'];

function record(fields: Readonly<Record<string, Expr | undefined>>, span: Spanned): Expr {
  const given = Object.entries(fields).flatMap(([key, value]): Field[] => (value ? [{ key, value, span }] : []));
  return { is: 'record', type: undefined, fields: given, complete: true, span };
}

interface Stage {
  readonly image: Expr;
  readonly name: Expr | undefined;
  readonly steps: Expr[];
  readonly span: Spanned;
}

/** Reads instructions one after the other, with what is known of the variables at each. */
class Stages {
  readonly #file: string;
  readonly #stages: Stage[] = [];
  /** Defaults of the arguments before the first stage: FROM sees them, a stage only if it asks for them by name. */
  readonly #global = new Map<string, string>();
  /** The variables at the end of each named stage, which the stages that are built on it inherit. */
  readonly #ends = new Map<string, ReadonlyMap<string, string>>();
  #variables = new Map<string, string>();
  /** What ENV sets wins over what ARG says. */
  #set = new Set<string>();

  constructor(file: string) {
    this.#file = file;
  }

  read(instructions: readonly Instruction[]): readonly Expr[] {
    for (const instruction of instructions) this.#step(instruction);
    return this.#stages.map(({ image, name, steps, span }) =>
      record({ image, name, steps: { is: 'list', items: steps, span } }, span),
    );
  }

  #step(instruction: Instruction): void {
    const stage = this.#stages.at(-1);
    if (instruction.keyword === 'FROM') this.#from(instruction);
    else if (stage) this.#inside(stage, instruction);
    else if (instruction.keyword === 'ARG') this.#arguments(instruction, this.#global, this.#global);
  }

  #inside(stage: Stage, instruction: Instruction): void {
    const step = this.#read(instruction);
    if (!step) return;
    const whole = this.#span(instruction.at, instruction.start + instruction.text.length);
    stage.steps.push(record({ does: this.#literal(instruction.keyword, whole), ...step }, whole));
  }

  #read(instruction: Instruction): Readonly<Record<string, Expr | undefined>> | undefined {
    switch (instruction.keyword) {
      case 'ARG':
        this.#arguments(instruction, this.#variables, this.#global);
        return undefined;
      case 'ENV':
        return { variables: this.#environment(instruction) };
      case 'CMD':
      case 'ENTRYPOINT':
        return this.#command(instruction, instruction.text, 0);
      case 'RUN':
      case 'HEALTHCHECK':
        return this.#flagged(instruction);
      case 'EXPOSE':
        return { ports: this.#list(instruction, wordsIn(instruction.text)) };
      case 'COPY':
      case 'ADD':
        return this.#copy(instruction);
      case 'WORKDIR':
      case 'USER':
        return { to: this.#filled(instruction, wordsIn(instruction.text)[0]) };
      default:
        return undefined;
    }
  }

  #from(instruction: Instruction): void {
    const words = wordsIn(instruction.text).filter((word) => !word.text.startsWith('--'));
    const [first, as, second] = words;
    if (!first) return;
    const named = as?.text.toLowerCase() === 'as' ? second : undefined;
    this.#keepEnd();
    const image = this.#word(instruction, first, fill(first.text, this.#global));
    const base = image.is === 'literal' ? this.#ends.get(image.text.toLowerCase()) : undefined;
    this.#variables = new Map(base);
    this.#set = new Set(base?.keys());
    const name = named && this.#word(instruction, named, named.text);
    const span = this.#span(instruction.at, instruction.start + instruction.text.length);
    this.#stages.push({ image, name, steps: [], span });
  }

  #keepEnd(): void {
    const name = this.#stages.at(-1)?.name;
    const inherited = [...this.#variables].filter(([key]) => this.#set.has(key));
    if (name?.is === 'literal') this.#ends.set(name.text.toLowerCase(), new Map(inherited));
  }

  #arguments(instruction: Instruction, into: Map<string, string>, global: ReadonlyMap<string, string>): void {
    for (const { text } of wordsIn(instruction.text)) {
      const equals = text.indexOf('=');
      const name = equals < 0 ? text : text.slice(0, equals);
      const value = equals < 0 ? global.get(name) : fill(text.slice(equals + 1), into);
      if (value !== undefined && !(into === this.#variables && this.#set.has(name))) into.set(name, value);
    }
  }

  #environment(instruction: Instruction): Expr {
    const pairs = pairsIn(instruction.text);
    const before = new Map(this.#variables);
    const items = pairs.map(({ name, value }) => {
      // All variables of one instruction see what was set before it.
      const text = value.expands ? fill(value.text, before) : value.text;
      this.#variables.set(name, text);
      this.#set.add(name);
      const span = this.#span(instruction.start + value.start - name.length - 1, instruction.start + value.end);
      return record({ name: this.#literal(name, span), value: this.#word(instruction, value, text) }, span);
    });
    return { is: 'list', items, span: this.#span(instruction.start, instruction.start + instruction.text.length) };
  }

  /** `--mount=... command`, `--interval=5s CMD command`. */
  #flagged(instruction: Instruction): Readonly<Record<string, Expr | undefined>> {
    const flags =
      /^(?:--[\w-]+(?:=(?:"[^"]*"|[^\s"])*)?\s+)*(?:CMD\s+|NONE\s*$)?/.exec(instruction.text)?.[0].length ?? 0;
    return {
      ...this.#command(instruction, instruction.text.slice(flags), flags),
      texts: this.#texts(instruction),
    };
  }

  /** `exec` for a JSON list, `shell` for a text that a shell runs. */
  #command(instruction: Instruction, text: string, skipped: number): Readonly<Record<string, Expr | undefined>> {
    const at = instruction.start + skipped;
    const span = this.#span(at, at + text.length);
    const words = jsonWords(text);
    if (!words) return text === '' ? {} : { shell: this.#literal(text, span) };
    const items = words.map((word) => this.#literal(word.text, this.#span(at + word.start, at + word.end)));
    return { exec: { is: 'list', items, span } };
  }

  #copy(instruction: Instruction): Readonly<Record<string, Expr | undefined>> {
    const flags = /^(?:--[\w-]+(?:=\S*)?\s+)*/.exec(instruction.text)?.[0] ?? '';
    const rest = instruction.text.slice(flags.length);
    const words = (jsonWords(rest) ?? wordsIn(rest)).map((word) => ({
      ...word,
      start: word.start + flags.length,
      end: word.end + flags.length,
    }));
    const from = wordsIn(flags).find((word) => word.text.startsWith('--from='));
    const sources = words.slice(0, -1).filter((word) => !word.text.startsWith('<<'));
    return {
      from: from && this.#word(instruction, from, fill(from.text.slice('--from='.length), this.#global)),
      sources: this.#list(instruction, sources),
      to: this.#filled(instruction, words.at(-1)),
      texts: this.#texts(instruction),
    };
  }

  #texts({ heredocs }: Instruction): Expr | undefined {
    const [first] = heredocs;
    if (!first) return undefined;
    const items = heredocs.map((heredoc) => this.#heredoc(heredoc));
    return { is: 'list', items, span: this.#span(first.start, first.end) };
  }

  #heredoc({ name, text, start, end, expands }: Heredoc): Expr {
    const span = this.#span(start, end);
    const filled = expands ? fill(text, this.#variables) : text;
    return record({ name: this.#literal(name, span), text: this.#literal(filled, span) }, span);
  }

  #list(instruction: Instruction, words: readonly Word[]): Expr {
    const items = words.flatMap((word) => this.#filled(instruction, word) ?? []);
    return { is: 'list', items, span: this.#span(instruction.start, instruction.start + instruction.text.length) };
  }

  #filled(instruction: Instruction, word: Word | undefined): Expr | undefined {
    return word && this.#word(instruction, word, word.expands ? fill(word.text, this.#variables) : word.text);
  }

  #word({ start }: Instruction, word: Word, text: string): Expr {
    return this.#literal(text, this.#span(start + word.start, start + word.end));
  }

  #literal(text: string, span: Spanned): Expr {
    return { is: 'literal', type: 'string', text, span };
  }

  #span(start: number, end: number): Spanned {
    return { file: this.#file, start, end };
  }
}

interface Pair {
  readonly name: string;
  readonly value: Word;
}

/** `A=1 B="2 3"`, and the old form `A everything that follows`. */
function pairsIn(text: string): readonly Pair[] {
  const first = /^([^\s=]+)\s+(?=\S)/.exec(text);
  if (first?.[1] !== undefined) {
    const start = first[0].length;
    const words = wordsIn(text.slice(start));
    const value = words.map((word) => word.text).join(' ');
    const expands = words.every((word) => word.expands);
    return [{ name: first[1], value: { text: value, start, end: text.length, expands } }];
  }
  return wordsIn(text).flatMap((word) => {
    const equals = word.text.indexOf('=');
    if (equals <= 0) return [];
    const written = text.slice(word.start, word.end);
    const start = word.start + written.indexOf('=') + 1;
    const expands = !/^'.*'$/.test(text.slice(start, word.end));
    return [
      { name: word.text.slice(0, equals), value: { text: word.text.slice(equals + 1), start, end: word.end, expands } },
    ];
  });
}
