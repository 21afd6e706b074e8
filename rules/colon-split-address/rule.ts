import { defineRule, type PortTest, type Silence, type Split, silent, type Verdict } from '../../src/rule.ts';

export default defineRule({
  title: 'Address cut at a colon',
  why: 'An IPv6 address holds colons itself: the first one is not where the port begins, and a colon does not mean that there is a port.',
  on: ['split', 'port-test'],
  judge: (fact, speech) =>
    excused(fact) ??
    (fact.kind === 'split' ? split(fact, speech.split(fact.spelled)) : portTest(fact, speech.split(fact.spelled))),
});

const excuses: Readonly<Record<string, string>> = {
  'is-ipv4': 'the address is IPv4 here',
  'is-ipv6': 'the address is known to be IPv6 here: its groups are read, not its port',
  'no-colon': 'the address holds no colon here',
  'has-brackets': 'brackets are looked at first',
  'no-brackets': 'an address in brackets was looked at before',
  'ipv6-off': 'reached only where IPv6 is off',
};

function excused(fact: Split | PortTest): Silence | undefined {
  const kinds = fact.guards
    .map((one) => one.kind)
    .filter((kind) => (fact.kind === 'split' ? fact.cut !== 'label' || kind !== 'is-ipv6' : kind !== 'no-colon'));
  const guard = kinds.map((kind) => excuses[kind]).find((excuse) => excuse !== undefined);
  if (guard) return silent(guard);
  return fact.twin ? silent(fact.twin.says) : undefined;
}

function split(fact: Split, repair: string): Verdict | Silence {
  if (fact.cut === 'last' && fact.takes === 'port')
    return silent('the last colon comes before the port in both families');
  return {
    effect: effectOf(fact),
    at: fact.span,
    message: message(fact),
    help: fact.cut === 'label' ? 'Put a 0 where the text ends in "-", or write the address out' : `Write ${repair}`,
    rests: [],
    needs: 'ipv4-pod-address',
  };
}

/**
 * A cut at the last colon fails where there is no port, and keeps brackets; an address in use has its port. What is only
 * read by people fails nowhere.
 */
function effectOf({ cut, takes, evidence, use }: Split): Verdict['effect'] {
  if (use === 'text') return 'note';
  if (cut === 'label') return 'may break';
  if (cut === 'last') return takes === 'both' && evidence === 'proven' ? 'note' : 'may break';
  return evidence === 'proven' ? 'breaks' : 'may break';
}

function message({ spelled, cut, input }: Split): string {
  if (cut === 'last' && input.is === 'typed' && input.kind === 'ip')
    return `Behind the last colon of ${spelled} stands its last group alone when it is IPv6`;
  if (cut === 'last')
    return `${spelled} is cut at its last colon: brackets stay on, and IPv6 without a port loses its last group`;
  if (cut === 'pattern') return `${spelled} is taken apart by a pattern that mistakes or refuses IPv6 addresses`;
  if (cut === 'label') return `${spelled} with "-" for its colons is no label of a name where it ends in "::"`;
  const where = cut === 'first' ? 'its first colon' : 'every colon';
  return `${spelled} is cut at ${where}, which is inside the address when it is IPv6`;
}

function portTest(fact: PortTest, repair: string): Verdict {
  return {
    effect: 'may break',
    at: fact.span,
    message: `A colon in ${fact.spelled} is taken for a port, but every IPv6 address holds colons`,
    help: `Write ${repair}, which tells whether there is a port`,
    rests: [],
    needs: 'ipv4-pod-address',
  };
}
