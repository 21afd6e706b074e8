import { rules } from '../../rules/index.ts';
import type { Finding, Skipped } from '../model/finding.ts';
import type { Span } from '../model/span.ts';
import type { Verdict, WorkloadContainer, WorkloadStatus, WorkloadTable } from '../model/workload.ts';
import type { Holding } from '../project/holdings.ts';
import { shortName } from '../project/images.ts';
import { type Inventoried, inventoryOf } from '../project/inventory.ts';
import { SourceFolders } from '../project/source-folders.ts';
import { counted, worstFirst } from '../reports/wording.ts';
import { catalogFor } from './catalog.ts';
import { conclude, reading } from './conclude.ts';
import { unconfigured } from './configuration.ts';
import { findingsOf } from './findings.ts';
import { languageOf } from './front-ends.ts';
import { type Gathered, gather } from './gather.ts';
import type { ScanOptions } from './options.ts';
import { packageVersion } from './package-root.ts';
import { asideOf } from './places.ts';
import { suppress } from './suppress.ts';
import { compare } from './tally.ts';
import type { Texts } from './texts.ts';

/** Judges a project workload by workload: which are ready for the target, which break there, and by what. */
export async function workloads(options: ScanOptions): Promise<WorkloadTable> {
  const catalog = await catalogFor(options.configuration ?? unconfigured);
  const gathered = await gather(options, catalog);
  const { judgements, objects, skipped } = await conclude(gathered, catalog, options.target);
  const ids = new Set(rules.map((rule) => rule.id));
  const settled = suppress(findingsOf(judgements, gathered.texts), gathered.files, ids, gathered.texts);
  const all = inventoryOf(objects, catalog, reading(gathered));
  const own = options.asides ? all : all.filter(({ span }) => asideOf(span.file, gathered.scanned) === '');
  const findings = settled.findings.filter(({ effect }) => effect !== 'note');
  const judging = new Judging(own, findings, skipped, gathered);
  const statuses = merged(own.map((one) => judging.status(one)));
  const told = new Set(statuses.flatMap((one) => one.findings));
  return {
    tool: { name: 'only6', version: packageVersion() },
    target: options.target,
    paths: options.paths,
    options: options.asked ?? [],
    root: gathered.root,
    workloads: statuses,
    others: findings.filter((finding) => !told.has(finding)),
    skipped,
    leftOut: all.length - own.length,
  };
}

/** What is said of a workload, and how sure it is that it concerns this one. */
interface Claim {
  readonly finding: Finding;
  readonly certain: boolean;
}

class Judging {
  readonly #findings: readonly Finding[];
  readonly #skipped: readonly Skipped[];
  readonly #folders: SourceFolders;
  readonly #unread: Gathered['unread'];
  readonly #texts: Texts;

  constructor(
    all: readonly Inventoried[],
    findings: readonly Finding[],
    skipped: readonly Skipped[],
    { unread, texts }: Gathered,
  ) {
    this.#findings = findings;
    this.#skipped = skipped.filter(({ matters }) => matters);
    this.#folders = new SourceFolders(all);
    this.#unread = unread;
    this.#texts = texts;
  }

  status(one: Inventoried): WorkloadStatus {
    const claims = this.#claims(one);
    const doubts = [...new Set([...this.#doubts(one), ...sharing(claims)])];
    const { kind, name, namespace, span, reachedBy } = one;
    return {
      kind,
      name,
      namespace,
      places: [{ file: span.file, line: this.#texts.of(span.file).position(span.start).line }],
      containers: one.containers.map(containerOf),
      reachedBy,
      verdict: verdictOf(claims, doubts),
      doubts,
      findings: worstFirst(claims.map(({ finding }) => finding)),
    };
  }

  #claims(one: Inventoried): readonly Claim[] {
    return this.#findings.flatMap((finding) => {
      const { span, steps } = finding;
      if (one.places.some((place) => isWithin(span, place))) return [{ finding, certain: true }];
      if (steps.some((step) => step.span && isWithin(step.span, one.span))) return [{ finding, certain: true }];
      if (dockerfilesOf(one).includes(span.file)) return [{ finding, certain: true }];
      const part = isSource(span.file) ? this.#folders.partOf(span.file, one) : 'none';
      return part === 'none' ? [] : [{ finding, certain: part === 'own' }];
    });
  }

  #doubts(one: Inventoried): readonly string[] {
    const files = new Set(one.places.map(({ file }) => file));
    const broken = this.#skipped.filter(
      ({ file }) => files.has(file) || dockerfilesOf(one).includes(file) || this.#folders.partOf(file, one) !== 'none',
    );
    return [
      ...one.containers.filter(({ role }) => role !== 'init').flatMap((container) => this.#unknown(container, one)),
      ...broken.map(({ file, why }) => `${file} could not be read in full: ${why}`),
    ];
  }

  /** What is not known of the program in a container. */
  #unknown({ server, runtime, made, open, name }: Holding, one: Inventoried): readonly string[] {
    if (server !== '') return [];
    const of = one.containers.length === 1 ? '' : ` of the container ${name}`;
    if (runtime && runtime.languages.length === 0) {
      return [`the program${of} is in ${runtime.title}, which only6 does not read`];
    }
    if (made.length > 0) return runtime ? [] : this.#unreadOf(one);
    if (open) return [`the image${of} is left to a template`];
    return [runtime ? `the source of the program${of} is not here` : `what the image${of} does is not known`];
  }

  #unreadOf(one: Inventoried): readonly string[] {
    const counts = this.#unread.within((file) => this.#folders.partOf(file, one) === 'own');
    return [...counts].map(
      ([language, files]) =>
        `${counted(files, 'file')} of its source in ${language} ${files === 1 ? 'was' : 'were'} not read`,
    );
  }
}

/** Source and settings that are copied into an image; objects of the cluster are not. */
function isSource(file: string): boolean {
  const catalog = languageOf(file)?.catalog;
  return catalog !== undefined && !['kubernetes', 'compose', 'dockerfile'].includes(catalog);
}

function isWithin(span: Span, place: Span): boolean {
  return span.file === place.file && place.start <= span.start && span.end <= place.end;
}

function dockerfilesOf({ containers }: Inventoried): readonly string[] {
  return containers.flatMap(({ made }) => made.map(({ build }) => build.resource.span.file));
}

function sharing(claims: readonly Claim[]): readonly string[] {
  if (claims.every(({ certain }) => certain)) return [];
  return ['several images are made of the same folder, so that what this one takes of it is not known'];
}

function verdictOf(claims: readonly Claim[], doubts: readonly string[]): Verdict {
  if (claims.some(({ finding, certain }) => certain && finding.effect === 'breaks')) return 'breaks';
  return claims.length > 0 || doubts.length > 0 ? 'unsure' : 'ready';
}

function containerOf({ name, image, server, runtime, made }: Holding): WorkloadContainer {
  return {
    name,
    image,
    runs: server || (runtime?.title ?? ''),
    dockerfiles: made.map(({ build }) => build.resource.span.file),
    sources: [...new Set(made.map(({ folder }) => folder || '.'))],
  };
}

const verdicts: readonly Verdict[] = ['breaks', 'unsure', 'ready'];

/** Copies of one workload, as in the manifests and in the chart of an application, are one: what holds for one is said. */
function merged(statuses: readonly WorkloadStatus[]): readonly WorkloadStatus[] {
  const byName = new Map<string, WorkloadStatus[]>();
  for (const one of statuses) {
    const key = `${one.kind} ${one.name}`;
    const known = byName.get(key) ?? [];
    const copy = known.findIndex((other) => isCopy(one, other));
    const other = known[copy];
    if (other) known[copy] = together(other, one);
    else known.push(one);
    byName.set(key, known);
  }
  return [...byName.values()]
    .flat()
    .sort(
      (a, b) =>
        verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict) || compare(a.name, b.name) || compare(a.kind, b.kind),
    );
}

/** The same images in what may be the same namespace; a namespace that is not written is given when it is applied. */
function isCopy(one: WorkloadStatus, other: WorkloadStatus): boolean {
  const here = one.namespace === '' || other.namespace === '' || one.namespace === other.namespace;
  const imagesOf = ({ containers }: WorkloadStatus): string => containers.map(({ image }) => shortName(image)).join();
  return here && imagesOf(one) === imagesOf(other);
}

function together(one: WorkloadStatus, other: WorkloadStatus): WorkloadStatus {
  const worse = verdicts.indexOf(other.verdict) < verdicts.indexOf(one.verdict) ? other : one;
  return {
    ...worse,
    namespace: one.namespace || other.namespace,
    places: [...one.places, ...other.places],
    reachedBy: [...new Set([...one.reachedBy, ...other.reachedBy])],
    doubts: [...new Set([...one.doubts, ...other.doubts])],
    findings: worstFirst([...new Set([...one.findings, ...other.findings])]),
  };
}
