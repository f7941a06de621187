/** Gathers what comes for a while, and hands it on in portions, one after the other. */
export class Gathering<T> {
  private items: T[] = [];
  private timer: NodeJS.Timeout | undefined;
  /** Whether a portion waits for its time, or is being worked on. */
  private isBusy = false;
  private whenRoom: readonly (() => void)[] = [];

  /** `handOn` is to resolve when the portion is dealt with; it never rejects. */
  constructor(
    private readonly milliseconds: number,
    private readonly most: number,
    private readonly handOn: (take: () => readonly T[]) => Promise<void>,
  ) {}

  add(item: T): void {
    this.items.push(item);
    if (!this.isBusy) this.wait();
    else if (this.timer && this.items.length >= this.most) this.hurry();
  }

  /** Resolves when no more than one portion waits besides the one that is being worked on. */
  async room(): Promise<void> {
    while (this.items.length > this.most)
      await new Promise<void>((resolve) => (this.whenRoom = [...this.whenRoom, resolve]));
  }

  /** Hands on what there is without waiting for more. */
  hurry(): void {
    if (this.timer) void this.go();
  }

  private wait(): void {
    this.isBusy = true;
    if (this.milliseconds === 0 || this.items.length >= this.most) void this.go();
    else this.timer = setTimeout(() => void this.go(), this.milliseconds);
  }

  private async go(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.handOn(() => this.items.splice(0, this.most));
    this.isBusy = false;
    if (this.items.length > 0) this.wait();
    const waiting = this.whenRoom;
    this.whenRoom = [];
    for (const resolve of waiting) resolve();
  }
}
