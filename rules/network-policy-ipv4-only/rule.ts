import { defineRule, onSetting } from '../../src/rule.ts';

export default defineRule({
  title: 'A policy or list of addresses knows IPv4 only',
  why: 'What a policy does not allow is denied, and what a list does not name is not meant by it: IPv6 traffic is shut out, or passes unchecked.',
  on: ['setting'],
  judge: (setting) => (setting.area === 'policy' ? onSetting(setting) : undefined),
});
