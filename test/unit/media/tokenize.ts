/** One piece of a line with all the scopes that a grammar gives it, from the outside in. */
export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

type Captures = Readonly<Record<string, { readonly name?: string }>>;

interface Rule {
  readonly name?: string;
  readonly contentName?: string;
  readonly match?: string;
  readonly captures?: Captures;
  readonly begin?: string;
  readonly end?: string;
  readonly beginCaptures?: Captures;
  readonly endCaptures?: Captures;
  readonly include?: string;
  readonly patterns?: readonly Rule[];
}

export interface Grammar {
  readonly scopeName: string;
  readonly patterns: readonly Rule[];
  readonly repository: Readonly<Record<string, Rule>>;
}

interface Hit {
  readonly rule: Rule;
  readonly found: RegExpExecArray;
}

/**
 * Tokenises one line as TextMate does, for grammars whose expressions mean the same in JavaScript and Oniguruma
 * and whose rules end with their line.
 */
export function tokenize(grammar: Grammar, line: string): Token[] {
  const marks: { from: number; to: number; scope: string }[] = [];
  walk(grammar, { line, at: 0, rules: grammar.patterns, end: undefined, marks });
  const edges = [...new Set([0, line.length, ...marks.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
  return edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1] ?? line.length;
    const inside = marks.filter((mark) => mark.from <= from && mark.to >= to && mark.from < mark.to);
    return { text: line.slice(from, to), scopes: [grammar.scopeName, ...inside.map(({ scope }) => scope)] };
  });
}

interface Place {
  readonly line: string;
  readonly at: number;
  readonly rules: readonly Rule[];
  readonly end: string | undefined;
  readonly marks: { from: number; to: number; scope: string }[];
}

/** Where the rules of this place end: at `end`, or with the line. */
function walk(grammar: Grammar, place: Place): RegExpExecArray | undefined {
  const { line, rules, end, marks } = place;
  const expanded = rules.flatMap((rule) => expand(grammar, rule));
  for (let at = place.at; at <= line.length; ) {
    const finish = end === undefined ? null : execAt(end, line, at);
    const hit = earliest(expanded, line, at);
    if (finish && (!hit || finish.index <= hit.found.index)) return finish;
    if (!hit) return undefined;
    const { rule, found } = hit;
    const stop = found.index + found[0].length;
    if (rule.match !== undefined) {
      mark(marks, rule.name, found.index, stop);
      markCaptures(marks, rule.captures, found);
      at = stop > at ? stop : at + 1;
    } else at = walkInto(grammar, place, hit);
  }
  return undefined;
}

function walkInto(grammar: Grammar, { line, marks }: Place, { rule, found }: Hit): number {
  const start = found.index + found[0].length;
  const own = { from: found.index, to: line.length, scope: rule.name ?? "" };
  const content = { from: start, to: line.length, scope: rule.contentName ?? "" };
  if (rule.name) marks.push(own);
  if (rule.contentName) marks.push(content);
  markCaptures(marks, rule.beginCaptures, found);
  const finish = walk(grammar, { line, at: start, rules: rule.patterns ?? [], end: rule.end, marks });
  content.to = finish?.index ?? line.length;
  own.to = finish ? finish.index + finish[0].length : line.length;
  if (finish) markCaptures(marks, rule.endCaptures, finish);
  return Math.max(own.to, found.index + 1);
}

function expand(grammar: Grammar, rule: Rule): Rule[] {
  if (rule.include !== undefined) {
    const named = grammar.repository[rule.include.slice(1)];
    if (!named) throw new Error(`The grammar has no ${rule.include}.`);
    return expand(grammar, named);
  }
  if (rule.match === undefined && rule.begin === undefined)
    return (rule.patterns ?? []).flatMap((one) => expand(grammar, one));
  return [rule];
}

function earliest(rules: readonly Rule[], line: string, at: number): Hit | undefined {
  let best: Hit | undefined;
  for (const rule of rules) {
    const found = execAt(rule.match ?? rule.begin ?? "", line, at);
    if (found && (!best || found.index < best.found.index)) best = { rule, found };
  }
  return best;
}

function execAt(source: string, line: string, at: number): RegExpExecArray | null {
  const expression = new RegExp(source, "dg");
  expression.lastIndex = at;
  return expression.exec(line);
}

function mark(marks: Place["marks"], scope: string | undefined, from: number, to: number): void {
  if (scope !== undefined) marks.push({ from, to, scope });
}

function markCaptures(marks: Place["marks"], captures: Captures | undefined, found: RegExpExecArray): void {
  for (const [group, { name }] of Object.entries(captures ?? {})) {
    const [from, to] = found.indices?.[Number(group)] ?? [0, 0];
    if (from < to) mark(marks, name, from, to);
  }
}
