import { defineRule, type Join, type Silence, silent } from '../../src/rule.ts';

export default defineRule({
  title: 'Brackets around every host',
  why: 'Brackets belong to IPv6 literals only: a URL whose host is a name or an IPv4 address in brackets is refused.',
  on: ['join'],
  judge: (join, speech) => {
    if (join.brackets !== 'always') return undefined;
    const { host, port } = join.spelled;
    return (
      excused(join) ?? {
        effect: 'may break',
        at: join.span,
        message: `${host} is put in brackets always, which gives no valid URL when it is a name or IPv4`,
        help: `Write ${speech.join(host, port)}`,
        rests: [],
        needs: 'nothing',
      }
    );
  },
});

function excused(join: Join): Silence | undefined {
  if (join.use !== 'url') return silent('brackets that are too many do no harm outside of URLs');
  if (join.evidence === 'constant') return silent('the host is an IPv6 literal');
  if (join.guards.some((guard) => guard.kind === 'is-ipv6' || guard.kind === 'has-colon'))
    return silent('the address is IPv6 here');
  return join.twin ? silent(join.twin.says) : undefined;
}
