import { severities, statements, targets, thresholds } from './choices.ts';
import { type Checked, readDocument } from './document.ts';
import { choice, list, map, record, type TypeOf, text } from './shape.ts';

/** The names that may stand in a file: rules, programs and languages of the catalog. */
export interface Known {
  readonly rules: readonly string[];
  readonly programs: readonly string[];
  readonly languages: readonly string[];
}

function libraryShape({ languages }: Known) {
  // The rest is checked by the catalog itself, which knows which keys belong to which meaning.
  const entry = record(
    'What one place of the library means; the keys are those of the catalog of only6.',
    { place: text('Function, method or type, with its parameters: ListenAndServe(addr, handler).') },
    {
      means: text('What the place does: listen, dial, resolve, join, split, env, same and others.'),
      family: text('Parameter that selects a family.'),
      address: text('Parameter with host and port in one text.'),
      host: text('Parameter with the host.'),
      port: text('Parameter with the port.'),
      default: text('The family when none is selected: both, ipv4 or ipv6.'),
      absent: text('Where it listens when no host is given: both, ipv4 or loopback.'),
      repair: text('What to write instead.'),
      returns: list('What the results are.', text('A kind of address, or a type of the library.')),
      versions: text('Versions for which the entry holds, as a semver range.'),
    },
    true,
  );
  return record(
    'What a library of your own means.',
    {
      library: text('Name of the library, as a manifest of dependencies has it.'),
      language: choice('The language in which it is used.', languages),
      entries: list('Its places that listen, dial, resolve, join or cut.', entry),
    },
    {
      module: list('What the code imports, where that is not the library itself.', text('A module.')),
      default: text("How a module's default export is called in the entries."),
      source: text('Where this is known from.'),
      anchors: list('Words of which one stands in every file that matters.', text('A word.')),
    },
  );
}

/** The shape of only6.yaml. */
export function settingsShape(known: Known) {
  const rules = map(
    'The most that each rule may report.',
    choice('off, or the level above which findings of the rule are lowered.', severities),
    known.rules,
    'rule',
  );
  const paths = list('Paths as in .gitignore, relative to this file.', text('A pattern as in .gitignore.'));
  return record(
    'Configuration of only6, which judges whether a repository runs on an IPv6-only Kubernetes cluster.',
    {},
    {
      target: choice('The cluster to judge for.', targets),
      'fail-on': choice('The least level that makes the command fail.', thresholds),
      exclude: { ...paths, about: 'What is not judged: paths as in .gitignore, relative to this file.' },
      baseline: text('File with the findings that are known and not told again, relative to this file.'),
      rules,
      overrides: list(
        'Levels for a part of the files; later ones win over earlier ones, and all of them over `rules`.',
        record('Levels for a part of the files.', { paths, rules }, {}),
      ),
      names: map(
        'What variables, fields and environment variables hold, by their names: stated once instead of ignored often.',
        choice('name: always a DNS name; address: an IP address; ipv4: IPv4 by design; port: a port.', statements),
      ),
      images: map(
        'What an image runs, by the end of its name (`store` or `shop/store`): a server, or a program of one language.',
        choice('The server, or the language of the program.', known.programs),
      ),
      catalog: list('What your own libraries mean, as the catalog of only6 says it.', libraryShape(known)),
    },
  );
}

/** What only6.yaml says. */
export type Settings = TypeOf<ReturnType<typeof settingsShape>>;

/** Reads the text of an only6.yaml; what is wrong with it is in `mistakes`. */
export function readSettings(source: string, known: Known): Checked<Settings> {
  return readDocument(source, settingsShape(known), {});
}
