import {
  type Bracket,
  defineRule,
  type Join,
  rejoined,
  type Silence,
  silent,
  type Verdict,
  withoutBrackets,
} from '../../src/rule.ts';

export default defineRule({
  title: 'Brackets missing, doubled, kept or around every host',
  why: 'Brackets belong to IPv6 literals in URLs, once: without them a URL has no valid host, around a name or twice they make one invalid, and a socket takes them for a part of a name.',
  on: ['join', 'bracket'],
  judge: (join, speech) => {
    if (join.kind === 'bracket') return kept(join);
    if (join.brackets === 'kept') return doubled(join);
    if (join.brackets === 'none') return join.spelled.port === '' ? missing(join) : undefined;
    const { host, port } = join.spelled;
    return (
      excused(join) ?? {
        ...verdict(
          join,
          `${host} is put in brackets always, which gives no valid URL when it is a name or IPv4`,
          `Write ${speech.join(host, port)}`,
        ),
        repair: rejoined(join),
      }
    );
  },
});

function verdict(join: Join, message: string, help: string): Verdict {
  return { effect: 'may break', at: join.span, message, help, rests: [], needs: 'nothing' };
}

function excused(join: Join): Silence | undefined {
  if (join.use !== 'url') return silent('brackets that are too many do no harm outside of URLs');
  if (join.evidence === 'constant') return silent('the host is an IPv6 literal');
  if (join.guards.some((guard) => guard.kind === 'is-ipv6' || guard.kind === 'has-colon'))
    return silent('the address is IPv6 here');
  return join.twin ? silent(join.twin.says) : undefined;
}

/** The library adds brackets to whatever holds a colon, and does not look whether there are some. */
function doubled(join: Join): Verdict | Silence {
  const guard = join.guards.find(
    (one) => one.kind === 'no-brackets' || one.kind === 'is-ipv4' || one.kind === 'no-colon',
  );
  if (guard) return silent('the host has no brackets here');
  // Where there is no port, the other arm, which has one, says nothing.
  if (join.twin && !join.guards.some((one) => one.kind === 'no-port')) return silent(join.twin.says);
  const { host } = join.spelled;
  return verdict(
    join,
    `${host} still has its brackets when it is IPv6, and ${join.place} puts others around it`,
    'Take the brackets off before, or cut the address with a function that does',
  );
}

const bare: Readonly<Record<string, string>> = {
  'is-ipv4': 'the address is IPv4 here',
  'no-colon': 'the host holds no colon here',
  'has-brackets': 'the host has its brackets here',
  'ipv6-off': 'reached only where IPv6 is off',
};

function missing(join: Join): Verdict | Silence {
  const guard = join.guards.map((one) => bare[one.kind]).find((excuse) => excuse !== undefined);
  if (guard) return silent(guard);
  if (join.twin) return silent(join.twin.says);
  if (join.host.is === 'typed' && join.host.kind === 'name') return silent('the host is a DNS name by definition');
  if (join.use !== 'url') return silent('the text is read by people, or nobody parses it as an address');
  const { host } = join.spelled;
  const said = verdict(
    join,
    `${host} stands in a URL without brackets, which makes it invalid when ${host} is IPv6`,
    'Put the host in brackets where it holds a colon',
  );
  return join.evidence === 'proven' ? { ...said, effect: 'breaks', needs: 'ipv4-pod-address' } : said;
}

const looked: ReadonlySet<string> = new Set(['is-ipv4', 'no-brackets', 'has-brackets', 'no-colon', 'is-ipv6']);

/** The host of a URL goes where an address has no brackets, or where they are put around it once more. */
function kept(bracket: Bracket): Verdict | Silence {
  const { guards, spelled, place, what, span } = bracket;
  if (guards.some((guard) => looked.has(guard.kind))) return silent('the code looks at what the host is before');
  if (what === 'whole')
    return {
      effect: 'may break',
      at: span,
      message: `Where ${spelled} has no port an IPv6 literal keeps its brackets, which it loses where it has one`,
      help: 'Take the brackets off there too, or parse the address with a function that does',
      rests: [],
      needs: 'nothing',
    };
  if (bracket.input.is === 'text')
    return {
      effect: 'breaks',
      at: span,
      message: `${place} takes no brackets, so that ${spelled} gives no address`,
      help: `Write "${bracket.input.text.slice(1, -1)}"`,
      rests: [],
      needs: 'nothing',
    };
  const outcome =
    what === 'doubled' ? `${place} puts it in brackets again` : `${place} takes them for a part of the name`;
  return {
    effect: 'may break',
    at: span,
    message: `${spelled} keeps the brackets of an IPv6 literal, and ${outcome}`,
    help: `Take them off: ${spelled}.replace(/^\\[|\\]$/g, '')`,
    rests: [],
    needs: 'nothing',
    repair: withoutBrackets(bracket),
  };
}
