// Import rules of ARCHITECTURE.md, enforced. Every message names what to use instead.
import tseslint from 'typescript-eslint'
import reactHooks from 'eslint-plugin-react-hooks'

const up = {
  regex: '^\\.\\./',
  message: 'Import across folders by "#src/<folder>/<file>.ts"; only "./" within a folder.',
}
const oidcProvider = { regex: '^oidc-provider', message: 'Only src/oidc talks to oidc-provider: call a function of src/oidc.' }
const prismaClient = {
  regex: '^(@prisma/|#prisma/|pg$|@electric-sql/|pglite-prisma-adapter)|#src/storage/generated',
  message: 'Only src/storage talks to the database: add a method to the noun\'s <noun>-store.ts and implement it in src/storage.',
}
const sharp = { regex: '^sharp$', message: 'Only src/images decodes pictures: take `redrawPicture` from deps.' }
const next = { regex: '^next(/|$)', message: 'Only app/ and src/server/main.ts know Next: put the logic in src and let the page ask the runtime for it.' }
const wires = (except) => ({
  regex: `^#src/(?!(${except}))(aws-api|hosted|oidc|server|delivery)/`,
  message: 'A wire never imports another wire: move the shared rule into src/domain (hosted may import oidc to resume a flow).',
})
const storage = { regex: '^#src/storage/', message: 'Wires never import storage: ask a domain operation, which names the store method it needs.' }

/** One block per folder: which imports it may not write. */
const folder = (files, patterns, extra = {}) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [up, ...(files[0].startsWith('src/images/') ? [] : [sharp]), ...patterns] }], ...extra },
})

const noClockOrRandom = [
  'error',
  { object: 'Date', property: 'now', message: 'Take `clock` from deps: domain code is reproducible.' },
  { object: 'Math', property: 'random', message: 'Take `random` from deps (src/crypto/random.ts).' },
  { object: 'process', property: 'env', message: 'Read it in src/config/env.ts and pass it in.' },
]

export default tseslint.config(
  { ignores: ['node_modules', '.next', 'src/storage/generated', 'public', 'test-results', 'playwright-report', 'dist', 'next-env.d.ts'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 350 }],
      'no-console': 'error',
      'eqeqeq': ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'Export by name: no barrels.' },
        { selector: 'ExportDefaultDeclaration', message: 'Export by name; default only where Next or a tool demands it (app/, *.config.*).' },
      ],
      // node:test reports a failing test itself; its calls need no await.
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['describe', 'it', 'test', 'suite'] }] }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false, arguments: false } }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  folder(['src/contracts/**/*.ts'], [{ regex: '^#src/(?!contracts/)', message: 'contracts are pure data shapes: import nothing of src but contracts.' }, next, oidcProvider, prismaClient]),
  folder(['src/crypto/**/*.ts'], [{ regex: '^#src/(?!crypto/)', message: 'crypto is pure: pass what it needs as arguments.' }, next, oidcProvider, prismaClient]),
  folder(
    ['src/domain/**/*.ts'],
    [{ regex: '^#src/(?!(domain|crypto|contracts)/)', message: 'domain imports domain, crypto and contracts only: declare an interface here and let src/server/create-runtime.ts bind it.' }, next, oidcProvider, prismaClient],
    {
      'no-restricted-properties': noClockOrRandom,
      'no-restricted-syntax': ['error',
        { selector: 'ExportAllDeclaration', message: 'Export by name: no barrels.' },
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Take `clock` from deps: domain code is reproducible.' }],
    },
  ),
  folder(['src/storage/**/*.ts'], [{ regex: '^#src/(aws-api|hosted|oidc|server|delivery)/', message: 'storage implements the store interfaces of domain (and oidc/model-store.ts by type) and knows no wire.', allowTypeImports: true }, next, oidcProvider]),
  folder(['src/delivery/**/*.ts'], [wires('delivery'), storage, next, oidcProvider, prismaClient]),
  folder(['src/images/**/*.ts'], [{ regex: '^#src/(?!(images|domain)/)', message: 'images draws pictures anew and knows no wire: it imports domain only.' }, next, oidcProvider, prismaClient]),
  folder(['src/rounds/**/*.ts'], [{ regex: '^#src/', message: 'rounds repeats work and knows none: pass what a round does as an argument.' }, next, oidcProvider, prismaClient]),
  folder(['src/oidc/**/*.ts'], [wires('oidc'), storage, next, prismaClient]),
  folder(['src/aws-api/**/*.ts'], [wires('aws-api'), storage, next, oidcProvider, prismaClient]),
  folder(['src/hosted/**/*.ts'], [wires('hosted|oidc'), storage, next, oidcProvider, prismaClient]),
  folder(['src/config/**/*.ts'], [{ regex: '^#src/(?!(config|contracts|crypto)/)', message: 'config knows only itself: derive here, use elsewhere.' }, next, oidcProvider, prismaClient]),
  folder(['src/server/**/*.ts'], [oidcProvider, prismaClient, next]),
  folder(['src/server/main.ts', 'src/server/next-pages.ts'], [oidcProvider, prismaClient]),
  {
    files: ['app/**/*.ts', 'app/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'no-restricted-syntax': ['error', { selector: 'ExportAllDeclaration', message: 'Export by name: no barrels.' }],
      '@typescript-eslint/no-restricted-imports': ['error', {
        patterns: [
          { regex: '^(#src|(\\.\\./)+src)/(?!contracts/)', allowTypeImports: true, message: 'Pages import values only from src/contracts; a value import makes a second copy of the module. Use `import type`, and reach the process by app/_server/runtime.ts.' },
          { ...oidcProvider }, { ...prismaClient },
        ],
      }],
    },
  },
  { files: ['src/config/env.ts', 'scripts/**', 'test/**', 'e2e/**', 'bench/**', '*.config.*'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['src/**/*.ts'], ignores: ['src/config/env.ts', 'src/domain/**'], rules: { 'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Read it in src/config/env.ts and pass it in.' }] } },
  { files: ['app/**/*.tsx', 'app/**/*.ts', '*.config.*', 'scripts/**', 'e2e/**', 'test/triggers/handlers/**'], rules: { 'no-console': 'off' } },
  { files: ['*.config.*', 'e2e/global-*.ts', 'test/**/reporter*.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['scripts/**', 'bench/**'], rules: { 'no-console': 'off', 'max-lines': ['error', { max: 350 }] } },
)
