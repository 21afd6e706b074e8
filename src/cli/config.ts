import { relative } from 'node:path';
import { styleOf } from '../reports/terminal/style.ts';
import { catalogFor } from '../run/catalog.ts';
import type { Configuration } from '../run/configuration.ts';
import { whereIs } from '../run/discover.ts';
import { Policy } from '../run/policy.ts';
import { ruleInfos } from '../run/rules.ts';
import { requirePath } from './paths.ts';
import { type ConfigRequest, settledFor } from './settled.ts';
import type { Surroundings } from './surroundings.ts';

/** A setting, what it is, and what decided it. */
interface Row {
  readonly key: string;
  readonly value: string;
  readonly from: string;
}

/** Prints what holds and where it comes from; with a path, what holds for this file. */
export async function configCommand(
  path: string | undefined,
  request: ConfigRequest,
  around: Surroundings,
): Promise<void> {
  const { cwd, out, terminal } = around;
  if (path !== undefined) requirePath(cwd, path);
  const { target, failOn, configuration } = await settledFor(request, [path ?? '.'], cwd);
  // What a catalog of one's own says is checked by the catalog.
  await catalogFor(configuration);
  const style = styleOf(terminal);
  const file = configuration.file === undefined ? 'no only6.yaml: defaults hold' : relative(cwd, configuration.file);
  const rows = [
    row('target', target, request.target, configuration),
    row('fail-on', failOn, request.failOn, configuration),
    ...(path === undefined ? rowsOf(configuration) : rowsFor(path, cwd, configuration)),
  ];
  const widest = (of: (row: Row) => string): number => Math.max(...rows.map((one) => of(one).length));
  const [keys, values] = [
    widest((one) => one.key),
    Math.min(
      60,
      widest((one) => one.value),
    ),
  ];
  const lines = rows.map(
    ({ key, value, from }) => `${key.padEnd(keys)}  ${value.padEnd(values)}  ${style.faint(from)}`,
  );
  out(`${style.strong(file)}\n${lines.join('\n')}\n`);
}

function row(key: 'target' | 'fail-on', value: string, asked: string | undefined, configuration: Configuration): Row {
  const configured = configuration.settings[key] === undefined ? 'default' : configuration.placeOf(key);
  return { key, value, from: asked === undefined ? configured : 'command line' };
}

function rowsOf({ settings, placeOf }: Configuration): Row[] {
  const one = (key: string, value: string | undefined): Row[] =>
    value === undefined ? [] : [{ key, value, from: placeOf(key) }];
  const each = (key: string, map: Readonly<Record<string, string>> = {}): Row[] =>
    Object.entries(map).map(([name, value]) => ({ key, value: `${name}: ${value}`, from: placeOf(`${key}.${name}`) }));
  return [
    ...one('baseline', settings.baseline),
    ...one('exclude', settings.exclude?.join(', ')),
    ...each('rules', settings.rules),
    ...(settings.overrides ?? []).map(({ paths, rules }, index) => ({
      key: 'overrides',
      value: `${paths.join(', ')}: ${Object.entries(rules)
        .map(([rule, severity]) => `${rule} ${severity}`)
        .join(', ')}`,
      from: placeOf(`overrides.${index}`),
    })),
    ...each('names', settings.names),
    ...each('images', settings.images),
    ...(settings.catalog ?? []).map(({ library, entries }, index) => ({
      key: 'catalog',
      value: `${library}: ${entries.map(({ place }) => place).join(', ')}`,
      from: placeOf(`catalog.${index}`),
    })),
  ];
}

function rowsFor(path: string, cwd: string, configuration: Configuration): Row[] {
  const { root, file } = whereIs(path, cwd);
  const policy = new Policy(configuration, root);
  if (policy.excludes(file))
    return [{ key: 'exclude', value: `${path} is not judged`, from: configuration.placeOf('exclude') }];
  return ruleInfos().flatMap(({ id }) => {
    const limit = policy.limitOf(id, file);
    return limit ? [{ key: 'rules', value: `${id}: ${limit.most ?? 'off'}`, from: limit.place }] : [];
  });
}
