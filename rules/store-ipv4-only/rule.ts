import { constants, defineRule, type Silence, type Store, silent } from '../../src/rule.ts';

export default defineRule({
  title: 'An address is kept where only IPv4 fits',
  why: 'An IPv6 address has 16 bytes and up to 45 characters: kept in less it is cut off, is nil, or stops the program.',
  on: ['store'],
  judge: (store) =>
    excused(store) ?? {
      effect: store.evidence === 'proven' ? 'breaks' : 'may break',
      at: store.span,
      message: message(store),
      help: repairs[store.as],
      rests: [],
      needs: 'ipv4-pod-address',
    },
});

const repairs: Readonly<Record<Store['as'], string>> = {
  uint32: 'Keep the address as it is, as text, or as a number of 128 bits',
  '4 bytes': 'Keep 16 bytes, or a type that holds both families',
  '15 characters': 'Make room for 45 characters, or use the address type of the database',
};

function excused(store: Store): Silence | undefined {
  if (store.guards.some((guard) => guard.kind === 'is-ipv4' || guard.kind === 'ipv6-off'))
    return silent('reached only for IPv4');
  if (store.twin) return silent(store.twin.says);
  return constants(store.input).complete ? silent('the address is written here') : undefined;
}

function message({ as, spelled }: Store): string {
  switch (as) {
    case 'uint32':
      return `${spelled} is made a number of 32 bits, which holds an IPv4 address only`;
    case '4 bytes':
      return `${spelled} is kept in 4 bytes, which hold an IPv4 address only`;
    case '15 characters':
      return `${spelled} has room for the text of an IPv4 address only`;
  }
}
