import { LRUCache } from 'lru-cache';
import { RE2JS } from 're2js';

const compiled = new LRUCache<string, RE2JS>({ max: 500 });

/**
 * Tells whether a regular expression may be used in a rule. It must be good for RE2, which matches in linear time whatever the
 * input, and for ECMAScript, as the JSON Schema that storefronts get is made for.
 */
export function isPattern(text: string): boolean {
  try {
    RE2JS.compile(text);
    return new RegExp(text, 'u').source.length > 0;
  } catch {
    return false;
  }
}

/** Tells whether a text has a place that matches. */
export function matches(pattern: string, text: string): boolean {
  const expression = compiled.get(pattern) ?? RE2JS.compile(pattern);
  compiled.set(pattern, expression);
  return expression.matcher(text).find();
}
