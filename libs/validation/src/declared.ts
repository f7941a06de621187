import { getMetadataStorage } from 'class-validator';
import { createRequire } from 'node:module';

export type Class = new () => Record<string, unknown>;
export type Rule = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

/** What `@Type`, `@Transform` and the like declared; Nest's own mapped types read it in the same way. */
interface Declared {
  findTypeMetadata(type: Class, name: string): { readonly typeFunction: () => unknown } | undefined;
  findTransformMetadatas(type: Class, name: string, plainToClass: 0): readonly unknown[];
  getStrategy(type: Class): 'none' | 'exposeAll' | 'excludeAll';
  getExposedMetadatas(type: Class): readonly unknown[];
  getExcludedMetadatas(type: Class): readonly unknown[];
}
export const { defaultMetadataStorage: declared } = createRequire(__filename)(
  'class-transformer/cjs/storage',
) as {
  defaultMetadataStorage: Declared;
};

/** The rules of a class for its fields. */
export const rulesOf = (type: Class): Rule[] =>
  getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
