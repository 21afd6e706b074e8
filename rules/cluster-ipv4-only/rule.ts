import { defineRule, onSetting } from '../../src/rule.ts';

export default defineRule({
  title: 'The cluster itself leaves IPv6 off',
  why: 'Pods, Services and nodes have the families that the cluster and its network plugin are configured for.',
  on: ['setting'],
  judge: (setting) => (setting.area === 'cluster' ? onSetting(setting) : undefined),
});
