import type { Listen, Step } from '../model/fact.ts';
import { absent, type Value } from '../model/value.ts';
import { entryNamed, type Identified, identify } from './identify.ts';
import type { ImageEntry } from './image-entry.ts';
import type { Launch, Started } from './launch.ts';
import { settle } from './settle.ts';

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
    span: settled.span,
    because: [...launch.because, identified.because, ...reached, ...settled.because],
    guards: [],
    twin: undefined,
    holds: undefined,
    certain: identified.certain && settled.certain,
  };
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
