import { Injectable } from '@nestjs/common';

/** What time it is. Everything that depends on "now" asks here, so that tests can move it. */
@Injectable()
export class Clock {
  private offsetMs = 0;

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  /** How far the time is moved, in milliseconds. */
  get offset(): number {
    return this.offsetMs;
  }

  /** Moves the time. Only the test clock calls it. */
  setOffset(milliseconds: number): void {
    this.offsetMs = milliseconds;
  }
}
