import { Reflector } from '@nestjs/core';

/** Declares that what a route does stays out of the audit log, and why. Without this every change is in it. */
export const Unrecorded = Reflector.createDecorator<string>();
