import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// Each test file runs in a process of its own, and most load the whole program: what was compiled for one is kept for all.
enableCompileCache(join(import.meta.dirname, '../.cache/compiled'))
