import {
  constantText,
  defineRule,
  parseHost,
  type Setting,
  type Silence,
  silent,
  type Verdict,
} from '../../src/rule.ts';

export default defineRule({
  title: 'A Service is pinned to IPv4',
  why: 'The API server of an IPv6-only cluster refuses a Service that asks for a family or an address it does not have.',
  on: ['setting'],
  judge: (setting) => {
    if (!setting.key.startsWith('Service.')) return undefined;
    const text = constantText(setting.value);
    if (text === undefined) return silent('its value is not known here');
    switch (setting.meaning) {
      case 'families':
        return text === 'IPv4' ? families(setting) : silent('it does not name IPv4');
      case 'family-policy':
        return text === 'RequireDualStack' ? policy(setting) : silent(`${text} takes what the cluster has`);
      case 'address':
        return address(setting, text);
      default:
        return undefined;
    }
  },
});

function families(setting: Setting): Verdict {
  return report(
    setting,
    'IPv4 in ipFamilies is refused by an IPv6-only cluster',
    'Leave ipFamilies out: the Service then takes the family of the cluster; for both where there are both, write ipFamilyPolicy: PreferDualStack',
  );
}

function policy(setting: Setting): Verdict {
  return report(
    setting,
    'RequireDualStack is refused by a cluster that has one family',
    'Write PreferDualStack: it takes both families where there are both, and the one there is elsewhere',
  );
}

function address(setting: Setting, text: string): Verdict | Silence {
  const host = parseHost(text);
  if (!('family' in host) || host.family !== 'ipv4') return silent('it is no IPv4 address');
  const key = setting.key.replace(/^.*\.|\[\]$/g, '');
  const assigned = key.startsWith('clusterIP');
  return report(
    setting,
    assigned
      ? `${key} ${text} is refused by an IPv6-only cluster`
      : `${key} ${text} gets no traffic on an IPv6-only cluster`,
    assigned
      ? `Leave ${key} out, and reach the Service by its name`
      : `Write an IPv6 address, or leave ${key} out and publish a name`,
  );
}

/** A value that the cluster filled in when it printed the object is no decision of the one who keeps the file. */
function report(setting: Setting, message: string, help: string): Verdict {
  return {
    effect: setting.certain ? 'breaks' : 'note',
    at: setting.span,
    message,
    help,
    rests: [setting.value],
    needs: 'ipv4-service',
  };
}
