import { defineRule, onSetting, type Repair, type Setting } from '../../src/rule.ts';

export default defineRule({
  title: 'A Service is pinned to IPv4',
  why: 'The API server of an IPv6-only cluster refuses a Service that asks for a family or an address it does not have.',
  on: ['setting'],
  judge: (setting) => {
    if (setting.area !== 'service') return undefined;
    const said = onSetting(setting);
    return said.effect === 'silent' ? said : { ...said, repair: repairOf(setting) };
  },
});

/** Whole keys are left out, and a word that asks for less takes the place of one that asks for too much. */
function repairOf({ key, value, span, repair }: Setting): Repair | undefined {
  const name = key.split('.').at(-1)?.replace('[]', '') ?? '';
  if (name === 'ipFamilies')
    return { title: 'Leave ipFamilies out', safe: true, changes: [{ is: 'without', key: name, value: span }] };
  const [, word] = /^Write (\w+DualStack):/.exec(repair) ?? [];
  if (word === undefined || value.is !== 'text') return undefined;
  return { title: `Write ${word}`, safe: true, changes: [{ is: 'swap', span, from: value.text, to: word }] };
}
