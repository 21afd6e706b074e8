import { constants, defineRule, type Parse, type Silence, type Speech, silent } from '../../src/rule.ts';

export default defineRule({
  title: 'Only IPv4 addresses are understood',
  why: 'On an IPv6-only cluster the addresses of pods, nodes and Services are IPv6: what accepts IPv4 only refuses all of them.',
  on: ['parse'],
  judge: (parse, speech) =>
    excused(parse) ?? {
      effect: parse.evidence === 'proven' ? 'breaks' : 'may break',
      at: parse.span,
      message: message(parse),
      help: sentence(parse.repair || repairOf(parse.how, speech)),
      rests: [],
      needs: 'ipv4-pod-address',
    },
});

function excused(parse: Parse): Silence | undefined {
  if (parse.guards.some((guard) => guard.kind === 'is-ipv4' || guard.kind === 'ipv6-off'))
    return silent('reached only for IPv4');
  if (parse.twin) return silent(parse.twin.says);
  return constants(parse.input).complete ? silent('the address is written here') : undefined;
}

function message({ how, others, place, spelled }: Parse): string {
  switch (how) {
    case 'pattern':
      return 'The pattern matches IPv4 addresses only';
    case 'URL pattern':
      return 'The pattern takes a name or an IPv4 address out of a URL, and no IPv6 literal';
    case 'octets':
      return `${spelled} is taken apart at its dots, which an IPv6 address does not have`;
    case 'groups':
      return `${spelled} is read in groups of four digits, and the end of ::ffff:10.0.0.1 is none`;
    case 'prefix':
      return `Seven characters are cut off ${spelled}, which begins with ::ffff: only where the client is IPv4`;
    case 'bytes':
      return `Four bytes of ${spelled} are taken, which is a part of an IPv6 address only`;
    case 'reverse name':
      return place.endsWith('Size')
        ? 'Reverse zones are cut at octets, and those of IPv6 have a label for every 4 bits'
        : 'Only reverse names of IPv4 (in-addr.arpa) are known here';
    case 'validator':
      return `${place} accepts IPv4 addresses only`;
    case 'library':
      return fate(others, place, spelled);
  }
}

function fate(others: Parse['others'], place: string, spelled: string): string {
  switch (others) {
    case 'rejected':
      return `${spelled} is refused unless it is IPv4`;
    case 'nil':
      return `${place} is nil for an IPv6 address`;
    case 'panic':
      return `${place} panics for an IPv6 address`;
    case 'garbled':
      return `${place} makes something else of an IPv6 address`;
  }
}

function repairOf(how: Parse['how'], { parse }: Speech): string {
  switch (how) {
    case 'pattern':
    case 'octets':
    case 'groups':
      return `let a library parse the address: ${parse}`;
    case 'URL pattern':
      return 'let a library parse the URL, or give the pattern room for a literal in brackets';
    case 'prefix':
      return 'take ::ffff: off only where the address begins with it';
    case 'bytes':
      return 'use the whole address, as 16 bytes or as text';
    case 'reverse name':
      return 'make reverse names with a library, which knows ip6.arpa too';
    case 'validator':
    case 'library':
      return 'accept addresses of both families';
  }
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
