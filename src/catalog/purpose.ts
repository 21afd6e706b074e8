import type { Evaluator } from '../evaluate/evaluator.ts';
import { spell } from '../evaluate/spell.ts';
import { type Lexicon, words } from '../evaluate/words.ts';
import type { Binding, Expr, Site, Use } from '../languages/language.ts';
import type { Purpose } from '../model/fact.ts';

/** Says where a joined or cut address goes, following the name it is given once. */
export class Purposes {
  readonly #evaluator: Evaluator;
  readonly #lexicon: Lexicon;
  /** Names that are being asked about: one that is assigned from itself has no end. */
  readonly #asked = new Set<Binding>();
  readonly #sinks = new Map<string, Purpose>();

  constructor(evaluator: Evaluator, lexicon: Lexicon) {
    this.#evaluator = evaluator;
    this.#lexicon = lexicon;
    for (const site of evaluator.unit.sites) this.#sink(site);
  }

  /** Names that reach a listener, a connection or a URL, so that the join that fills them is known to. */
  #sink(site: Site): void {
    const call = this.#evaluator.calls.call(site.expr);
    const means = call?.entry.means;
    if (!call || (means?.is !== 'listen' && means?.is !== 'dial')) return;
    for (const path of [means.address, means.host]) {
      const expr = path === undefined ? undefined : call.expr(path);
      if (expr?.is === 'name') this.#sinks.set(this.#key(expr), means.is);
      if (expr) this.#sinks.set(`at ${expr.span.start}`, means.is);
    }
  }

  #key(expr: Extract<Expr, { is: 'name' }>): string {
    const binding = this.#evaluator.binding(expr.name, expr.scope, expr.span.start);
    return binding ? `${binding.scope} ${binding.name}` : expr.name;
  }

  of(site: Site): Purpose {
    const means = this.#evaluator.calls.call(site.expr)?.entry.means;
    if (means?.is === 'format' && means.use === 'text') return 'text';
    const direct = this.#sinks.get(`at ${site.expr.span.start}`);
    return direct ?? this.#ofUse(site.use, site);
  }

  /** The same where it goes there at once: what is given a name may be used in ways that are not seen. */
  directlyOf(site: Site): Purpose {
    let { use } = site;
    while (use.is === 'member') use = use.outer;
    return use.is === 'assigned' ? 'unknown' : this.of(site);
  }

  #ofUse(use: Use, site: Site): Purpose {
    switch (use.is) {
      case 'argument':
        return this.#argument(use, site);
      case 'assigned':
        return this.#assigned(use.names, site);
      case 'field': {
        const named = this.#named(use.key);
        return named === 'unknown' ? this.#around(use.outer, site) : named;
      }
      case 'part':
        return this.#around(use.outer, site);
      case 'returned':
        return this.#returned(use.function);
      case 'key':
        return 'key';
      case 'message':
        return 'text';
      case 'member':
        return this.#ofUse(use.outer, site);
      default:
        return 'unknown';
    }
  }

  /** What is inside a text or an object is for people where the whole is; nothing else is known of it. */
  #around(outer: Use, site: Site): Purpose {
    return outer.is !== 'other' && this.#ofUse(outer, site) === 'text' ? 'text' : 'unknown';
  }

  #argument(use: Extract<Use, { is: 'argument' }>, site: Site): Purpose {
    const entries = this.#evaluator.resolver.entries(use.callee);
    const means = entries.find((entry) => entry.means.is !== 'gives')?.means.is;
    if (means === 'message' || means === 'format') return 'text';
    if (means === 'listen' || means === 'dial') return means;
    if (means === 'resolve') return 'dial';
    const spelled = spell(use.callee).split('.');
    const last = spelled.at(-1) ?? '';
    // `keys = append(keys, …)`
    if (last === 'append' && spelled.length === 1 && use.index > 0) return this.#ofUse(use.outer, site);
    const receivers = spelled.slice(0, -1).map((one) => one.replace(/\(\)$/, ''));
    if (this.#lexicon.fits('speaking calls', last)) return 'text';
    if (receivers.some((one) => this.#lexicon.fits('speakers', one))) return 'text';
    if (/^(?:Get|Set|has|get|set|Has|delete|Delete|add|Insert|Load|Store|LoadOrStore)$/.test(last) && use.index === 0)
      return 'key';
    // `keys.push(…)`, `hash.Write(…)`
    const added = this.#lexicon.fits('adders', last);
    if (added && this.#lexicon.meaning([spelled.at(-2) ?? '']) === 'neither') return 'key';
    if (/^(?:URL|fetch|parse|Parse)$/.test(last) && site.expr.is !== 'slice') return 'url';
    // `err = client.Add(url)`: the failure is told by what is called, and not made of the text.
    if (use.outer.is === 'assigned' && use.outer.names.every((name) => this.#lexicon.fits('failures', name)))
      return this.#lexicon.fits('makers of failures', last) ? 'text' : 'unknown';
    // `log.info(bold(text))`, `print([text].join())`
    return this.#around(use.outer, site);
  }

  #assigned(names: readonly string[], site: Site): Purpose {
    const [name = ''] = names;
    const sink = this.#sinks.get(`${this.#scopeOf(name, site)} ${name}`);
    if (sink) return sink;
    const named = this.#named(name.split('[', 1)[0]?.split('.').at(-1) ?? '');
    return named === 'unknown' && this.#onlySpoken(name, site) ? 'text' : named;
  }

  /** Whether all that happens to a name is that people read it. */
  #onlySpoken(name: string, site: Site): boolean {
    const binding = this.#evaluator.binding(name, site.scope, Number.MAX_SAFE_INTEGER);
    if (binding?.values.length !== 1) return false;
    if (this.#asked.has(binding)) return false;
    this.#asked.add(binding);
    const uses = this.#evaluator.uses(binding);
    const spoken = uses.length > 0 && uses.every((use) => use !== undefined && this.#ofUse(use, site) === 'text');
    this.#asked.delete(binding);
    return spoken;
  }

  #scopeOf(name: string, site: Site): number {
    return this.#evaluator.binding(name, site.scope, Number.MAX_SAFE_INTEGER)?.scope ?? -1;
  }

  #named(name: string): Purpose {
    if (this.#lexicon.meaning([name]) === 'address') return 'unknown';
    const lower = words(name).join('');
    if (this.#lexicon.fits('texts', lower)) return 'text';
    return this.#lexicon.fits('keys', lower) ? 'key' : 'unknown';
  }

  #returned(fn: number): Purpose {
    const name = this.#evaluator.unit.functions[fn]?.name.split('.').at(-1) ?? '';
    const named = this.#named(name);
    return named === 'unknown' || /^(?:String|toString|Name|name)$/.test(name) ? 'returned' : named;
  }
}
