interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
}
type LockedPackages = Readonly<Record<string, LockedPackage>>;

export function installIfNeeded(root: string): Promise<void>;
export function matches(wanted: LockedPackages | undefined, installed: LockedPackages | undefined): boolean;
