/** Rows of the article list: asked for as they come into sight, many in one call, kept one by one. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Summary } from '#shared/contract/articles'
import type { CarrelClient } from '#shared/contract/index'
import { useApi } from './context'

interface Waiting {
  resolve(summary: Summary | null): void
  reject(error: unknown): void
}

/** Joins the requests of one turn of the event loop into calls of at most 200 ids. */
export class SummaryLoader {
  private waiting = new Map<string, Waiting[]>()
  private readonly call: CarrelClient

  constructor(call: CarrelClient) {
    this.call = call
  }

  /** null: there is no such article any more. */
  load(id: string): Promise<Summary | null> {
    return new Promise((resolve, reject) => {
      if (this.waiting.size === 0) setTimeout(() => this.flush(), 0)
      this.waiting.set(id, [...(this.waiting.get(id) ?? []), { resolve, reject }])
    })
  }

  private flush(): void {
    const batch = [...this.waiting]
    this.waiting = new Map()
    for (let i = 0; i < batch.length; i += 200) void this.fetch(batch.slice(i, i + 200))
  }

  private async fetch(batch: [string, Waiting[]][]): Promise<void> {
    try {
      const rows = await this.call['articles.summaries']({ ids: batch.map(([id]) => id) })
      const byId = new Map(rows.map((r) => [r.id, r]))
      for (const [id, waiting] of batch) for (const w of waiting) w.resolve(byId.get(id) ?? null)
    } catch (error) {
      for (const [, waiting] of batch) for (const w of waiting) w.reject(error)
    }
  }
}

const loaders = new WeakMap<CarrelClient, SummaryLoader>()

export function useSummary(id: string): UseQueryResult<Summary | null> {
  const { call } = useApi()
  return useQuery({
    queryKey: ['summary', id],
    queryFn: () => {
      let loader = loaders.get(call)
      if (!loader) loaders.set(call, (loader = new SummaryLoader(call)))
      return loader.load(id)
    },
    staleTime: Infinity,
    gcTime: 120_000
  })
}
