import { defineRule, type Join, rejoined, type Silence, silent, type Value, type Verdict } from '../../src/rule.ts';

export default defineRule({
  title: 'Host and port joined with a colon',
  why: 'An IPv6 address holds colons itself: without brackets nobody can tell where the port begins, and dialling, listening or parsing fails.',
  on: ['join'],
  judge: (join, speech) => {
    if (join.brackets !== 'none' || join.spelled.port === '') return undefined;
    const { host, port } = join.spelled;
    // What the kubelet fills in later cannot be looked at here.
    return excused(join) ?? report(join, host.startsWith('$(') ? `[${host}]:${port}` : speech.join(host, port));
  },
});

const excuses: Readonly<Record<string, string>> = {
  'is-ipv4': 'the address is IPv4 here',
  'no-colon': 'the host holds no colon here',
  'has-brackets': 'the host has its brackets here',
  'no-port': 'reached only where the address has no port, so a literal has its brackets',
  'ipv6-off': 'reached only where IPv6 is off',
};

function excused(join: Join): Silence | undefined {
  const guard = join.guards.map((one) => excuses[one.kind]).find((excuse) => excuse !== undefined);
  if (guard) return silent(guard);
  if (join.twin) return silent(join.twin.says);
  if (join.host.is === 'typed' && join.host.kind === 'name') return silent('the host is a DNS name by definition');
  if (join.host.is === 'typed' && join.host.kind === 'ipv4') return silent('the address is IPv4 by its type');
  if (join.use === 'key') return silent('the text is a key or a label, nobody parses it as an address');
  return undefined;
}

function report(join: Join, repair: string): Verdict {
  const certain = join.evidence === 'constant' || join.evidence === 'proven';
  return {
    effect: join.use === 'text' ? 'note' : certain ? 'breaks' : 'may break',
    at: join.span,
    message: message(join),
    help: `Write ${repair}`,
    rests: [],
    needs: 'ipv4-pod-address',
    repair: rejoined(join),
  };
}

const outcomes: Readonly<Record<string, string>> = { text: 'is ambiguous', url: 'gives no valid URL' };

function message(join: Join): string {
  const host = short(join.host, join.spelled.host, 'the host');
  const what = `${host} and ${short(join.port, join.spelled.port, 'the port')} are joined with ":"`;
  const outcome = `${what}, which ${outcomes[join.use] ?? 'gives no valid address'}`;
  const guess = join.evidence === 'weak' ? ', if it is an address' : '';
  const whole = `${outcome} when ${host} is IPv6${guess}`;
  return whole.length <= 110 ? whole : `${outcome} for IPv6${guess}`;
}

/** A title has no room for a whole path or a call, and a variable of the environment has a name of its own. */
function short(value: Value, spelled: string, otherwise: string): string {
  if (value.is === 'input' && (spelled.length > 30 || spelled.endsWith(')'))) return value.name;
  if (spelled.length <= 30) return spelled;
  return /^[\w.!]+$/.test(spelled) ? (spelled.split('.').at(-1) ?? otherwise) : otherwise;
}
