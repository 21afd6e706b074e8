import { defineRule, onSetting } from '../../src/rule.ts';

export default defineRule({
  title: 'A Service is pinned to IPv4',
  why: 'The API server of an IPv6-only cluster refuses a Service that asks for a family or an address it does not have.',
  on: ['setting'],
  judge: (setting) => (setting.area === 'service' ? onSetting(setting) : undefined),
});
