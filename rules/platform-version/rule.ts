import { defineRule, onSetting } from '../../src/rule.ts';

export default defineRule({
  title: 'A version that cannot do IPv6',
  why: 'Parts of the platform learnt IPv6 in a certain version, and older ones fail on an IPv6-only cluster.',
  on: ['setting'],
  judge: (setting) => (setting.area === 'platform' ? onSetting(setting) : undefined),
});
