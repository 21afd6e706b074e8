import type { Listen, Mend, Step } from '../model/fact.ts';
import { absent, constantText, type Value } from '../model/value.ts';
import { entryNamed, type Identified, identify } from './identify.ts';
import type { ImageEntry } from './image-entry.ts';
import type { Launch, Started } from './launch.ts';
import { mendOfWildcard } from './mend-entry.ts';
import { type Settled, settle } from './settle.ts';

export { type ImageEntry, parseImageEntry } from './image-entry.ts';

/** What the program in a container listens on; undefined where no entry knows the program, or nothing reaches it. */
export function applyImages(launch: Launch, entries: readonly ImageEntry[]): Listen | undefined {
  const identified = identify(launch, entries);
  if (!identified) return undefined;
  const reached = reachedBy(launch, identified.entry);
  if (reached.length === 0) return undefined;
  const settled = settle(launch, identified);
  // Loopback is a choice like any other, unless a Service promises more.
  if (settled.reach === 'loopback' && launch.services.length === 0) return undefined;
  const { entry } = identified;
  return {
    kind: 'listen',
    language: launch.language,
    by: 'daemon',
    place: entry.program,
    family: settled.family,
    reach: settled.reach,
    decided: settled.decided,
    host: settled.host,
    port: portOf(launch),
    repair: entry.repair,
    mend: mendOf(launch, entry, settled),
    span: settled.span,
    because: [...launch.because, identified.because, ...reached, ...settled.because],
    guards: [],
    twin: undefined,
    holds: undefined,
    certain: identified.certain && settled.certain,
  };
}

/** What would be written in the manifest: another wildcard, or arguments that are missing. */
function mendOf(launch: Launch, { mend }: ImageEntry, { host, span, decided }: Settled): Mend | undefined {
  const told = constantText(host);
  if (told !== undefined) return mendOfWildcard(mend, { language: launch.language, span, told });
  const key = { kubernetes: 'args', compose: 'command' }[launch.language];
  const lists = [launch.command, launch.args].flatMap((one) => (one ? [one] : []));
  if (!mend || mend.add.length === 0 || key === undefined || lists.length > 1) return undefined;
  const [list] = lists;
  const given = list?.words.map(({ text }) => text) ?? [];
  // A shell hands on what is in its script, and what is on its own.
  if (
    given.some((text) => /(?:^|\/)(?:ba|da|a|z)?sh$/.test(text)) ||
    (list && decided === 'default' && span !== list.span)
  )
    return undefined;
  const add = mend.add.filter((one) => !given.includes(one));
  return { safe: mend.safe, change: { is: 'arguments', key, image: launch.image.span, list: list?.span, add } };
}

/** Whether an image is one whose settings an entry knows. */
export function isKnown({ image }: Started, entries: readonly ImageEntry[]): boolean {
  return image !== undefined && entryNamed(image, entries) !== undefined;
}

/** A program is judged only where other pods are meant to reach it. */
function reachedBy(launch: Launch, entry: Identified['entry']): readonly Step[] {
  if (launch.services.length > 0) {
    return launch.services.map(({ name, port, span }) => ({
      says: `Service ${name} sends the traffic of its port ${port || '(any)'} to this container, so other pods reach it`,
      span,
    }));
  }
  const [port] = launch.ports;
  if (!port) {
    return launch.served ? [{ says: `an image of ${entry.program} is made to be reached`, span: undefined }] : [];
  }
  return [
    { says: `the container declares port ${port.number}, so ${entry.program} is meant to be reached`, span: port.span },
  ];
}

function portOf(launch: Launch): Value {
  const [port] = launch.ports;
  return port ? { is: 'text', type: 'number', text: String(port.number), span: port.span, via: [] } : absent;
}
