import { defineRule, onSetting } from '../../src/rule.ts';

export default defineRule({
  title: 'A manifest names an IPv4 address or family',
  why: 'Nothing on an IPv6-only cluster has an IPv4 address: what is sent there is lost, and what waits there is never found.',
  on: ['setting'],
  judge: (setting) => (setting.area === 'manifest' ? onSetting(setting) : undefined),
});
