/**
 * The two shapes a method of the contract can have. The whole API is a plain object of these; client and
 * handler types, validation and documentation all derive from it, so it is written once.
 */
import type { z } from 'zod'

/** A method answered once. */
export interface CallSpec<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: 'call'
  readonly input: I
  readonly output: O
}

/** A longer method that reports progress and can be cancelled. */
export interface TaskSpec<
  I extends z.ZodType = z.ZodType,
  P extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType
> {
  readonly kind: 'task'
  readonly input: I
  readonly progress: P
  readonly output: O
}

export type MethodSpec = CallSpec | TaskSpec
export type ContractSpec = Readonly<Record<string, MethodSpec>>
export type EventsSpec = Readonly<Record<string, z.ZodType>>

/** Declares a method that is answered once. */
export function call<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): CallSpec<I, O> {
  return { kind: 'call', input, output }
}

/** Declares a method that reports progress and can be cancelled. */
export function task<I extends z.ZodType, P extends z.ZodType, O extends z.ZodType>(
  input: I,
  progress: P,
  output: O
): TaskSpec<I, P, O> {
  return { kind: 'task', input, progress, output }
}

/** Given to a running handler: stops it, and (for a task) tells how far it is. */
export interface Running<P = never> {
  readonly signal: AbortSignal
  progress(value: P): void
}

/** What the core implements: one async function per method. */
export type Handlers<C extends ContractSpec> = {
  [M in keyof C]: C[M] extends TaskSpec<infer I, infer P, infer O>
    ? (input: z.output<I>, running: Running<z.input<P>>) => Promise<z.input<O>>
    : C[M] extends CallSpec<infer I, infer O>
      ? (input: z.output<I>, running: Running) => Promise<z.input<O>>
      : never
}

/** How a caller steers one call. */
export interface CallOptions<P = never> {
  signal?: AbortSignal
  onProgress?: (value: P) => void
}

/** What a caller sees: the same methods, on the other side of a transport. */
export type Client<C extends ContractSpec> = {
  [M in keyof C]: C[M] extends TaskSpec<infer I, infer P, infer O>
    ? (input: z.input<I>, options?: CallOptions<z.output<P>>) => Promise<z.output<O>>
    : C[M] extends CallSpec<infer I, infer O>
      ? (input: z.input<I>, options?: CallOptions) => Promise<z.output<O>>
      : never
}
