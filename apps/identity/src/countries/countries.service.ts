import { NotFound } from '@clientele/contracts';
import { RawJson } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { COUNTRIES } from './countries.data';
import type { CountriesView, CountryView } from './countries.views';

/** Tells what is known of countries, in any language. */
@Injectable()
export class CountriesService {
  /** Some 400 kB each. */
  private readonly lists = new LRUCache<string, RawJson<CountriesView>>({ max: 6 });

  list(language: string): RawJson<CountriesView> {
    const known = this.lists.get(language) ?? listIn(language);
    this.lists.set(language, known);
    return known;
  }

  get(code: string, language: string): CountryView {
    const country = COUNTRIES.get(code);
    if (!country) throw new NotFound();
    return { ...country, name: namesIn(language)(code), regions: [...country.regions] };
  }
}

function listIn(language: string): RawJson<CountriesView> {
  const [nameOf, { compare }] = [namesIn(language), new Intl.Collator(language)];
  const items = [...COUNTRIES.values()].map((country) => ({ ...country, name: nameOf(country.code) }));
  const inOrder = items.toSorted((a, b) => compare(a.name, b.name));
  return new RawJson(JSON.stringify({ items: inOrder, nextCursor: null }));
}

function namesIn(language: string): (code: string) => string {
  const names = new Intl.DisplayNames([language, 'en'], { type: 'region' });
  return (code) => names.of(code) ?? code;
}
