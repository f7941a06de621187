/** A pause that can be cut short. A wake-up that comes while nobody pauses ends the next pause at once. */
export class Wake {
  private pending = false;
  private resume?: () => void;

  now(): void {
    this.pending = true;
    this.resume?.();
  }

  /** Resolves at the next wake-up, at the latest after `milliseconds`. */
  async within(milliseconds: number): Promise<void> {
    if (!this.pending) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.resume = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.pending = false;
    this.resume = undefined;
  }
}
