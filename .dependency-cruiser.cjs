// The import walls of the house (ARCHITECTURE.md): who may import whom. `npm run check` holds them.

/** One wall: nothing in `from` may import `to` (paths as regular expressions). */
const wall = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    wall('no-cycles', 'Two files that need each other are one idea.', {}, { circular: true }),
    wall(
      'resolvable',
      'Every import must be found.',
      {},
      { couldNotResolve: true, pathNot: '\\?(inline|raw|url)$' }
    ),
    wall(
      'declared',
      'Only packages that package.json names.',
      { path: '^src/' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }
    ),
    wall(
      'shared-knows-zod-only',
      'shared runs anywhere: no Node, no DOM, no other room. One pure algorithm (bit-parallel matching) beside zod.',
      { path: '^src/shared/' },
      { pathNot: ['^src/shared/', '^node_modules/(zod|approx-string-match)/'] }
    ),
    wall(
      'core-knows-no-host',
      'core: shared, itself, Node and packages; never a host, the page or Electron.',
      { path: '^src/core/' },
      { path: ['^src/(main|loopback|cli|preload|renderer)/', '^node_modules/(electron|ws|react)/'] }
    ),
    wall(
      'services-meet-in-app',
      'A service of the core imports shared, ports and its own folder; they meet in core/app.ts.',
      // The worker entries are the other place where services meet: what runs away from the main thread.
      { path: '^src/core/([^/]+)/', pathNot: '^src/core/workers/(jobs|search|registry)\\.ts$' },
      { path: '^src/core/', pathNot: ['^src/core/$1/', '^src/core/ports\\.ts$'] }
    ),
    wall(
      'electron-only-in-its-host',
      'Electron belongs to main and preload.',
      { path: '^src/', pathNot: '^src/(main|preload)/' },
      { path: '^(node_modules/)?electron(/|$)' }
    ),
    wall(
      'preload-knows-electron-only',
      'The preload is a Transport and nothing else.',
      { path: '^src/preload/' },
      { pathNot: ['^src/preload/', '^(node_modules/)?electron(/|$)'] }
    ),
    wall(
      'hosts-apart',
      'Hosts do not import each other; the command line may start the loopback host.',
      { path: '^src/(main|loopback)/' },
      { path: '^src/(main|loopback|cli|preload|renderer)/', pathNot: '^src/$1/' }
    ),
    wall(
      'cli-over-core',
      'The command line knows core, shared and the loopback host it can serve.',
      { path: '^src/cli/' },
      { path: '^src/(main|preload|renderer)/' }
    ),
    wall(
      'no-node-in-the-page',
      'The renderer is a web page.',
      { path: '^src/renderer/' },
      { dependencyTypes: ['core'] }
    ),
    wall(
      'page-over-contract',
      'The renderer reaches the core through the contract only.',
      { path: '^src/renderer/' },
      { path: '^src/(core|main|loopback|cli|preload)/' }
    ),
    wall(
      'api-over-shared',
      'renderer/api knows shared.',
      { path: '^src/renderer/api/' },
      { path: '^src/renderer/', pathNot: '^src/renderer/api/' }
    ),
    wall(
      'ui-knows-nothing-of-ours',
      'renderer/ui: components without knowledge of the app; what Markdown is, it shares with the core.',
      { path: '^src/renderer/ui/' },
      { path: '^src/', pathNot: '^src/(renderer/ui|shared/markdown)/' }
    ),
    wall(
      'features-apart',
      'Features never import each other or the app around them.',
      { path: '^src/renderer/features/([^/]+)/' },
      { path: '^src/renderer/(features|app)/', pathNot: '^src/renderer/features/$1/' }
    ),
    wall(
      'no-tests-in-src',
      'The product does not know its tests or scripts.',
      { path: '^src/' },
      { path: '^(tests|scripts)/' }
    )
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true, // a type import crosses a wall like any other
    combinedDependencies: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types']
    }
  }
}
