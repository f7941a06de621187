export interface ForgottenPackage {
  readonly name: string;
  readonly version: string;
  readonly dev?: boolean;
}
interface LockedPackage {
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export function forgottenPackages(packages: Readonly<Record<string, LockedPackage>>): ForgottenPackage[];
export function entryOf(forgotten: ForgottenPackage): object;
