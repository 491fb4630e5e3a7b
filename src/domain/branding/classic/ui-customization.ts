import type { BrandAsset } from '#src/domain/branding/brand.ts'
import type { BrandFile } from '#src/domain/branding/brand-file.ts'

/** Whose pages a customization is for: all app clients that have none of their own. */
export const ALL_CLIENTS = 'ALL'

/** A style sheet and a logo in the form of Cognito's classic hosted UI. */
export type UiCustomization = {
  poolId: string
  /** An app client's id, or `ALL`. */
  scope: string
  /** As it was sent; what is served of it the filter decides. */
  css: string | null
  /** When the style sheet was set: YYYYMMDDHHMMSS. */
  cssVersion: string | null
  logo: BrandAsset | null
  createdAt: Date
  updatedAt: Date
}

export type UiCustomizationStore = {
  /** From memory; the same objects until one of them changes. */
  customizationsOf(poolId: string): Promise<readonly UiCustomization[]>
  /** Puts it in place of the one before, whose moment of creation it keeps; the logo's file with it. ResourceNotFound when pool or client are gone. */
  saveCustomization(customization: UiCustomization, files: readonly BrandFile[]): Promise<UiCustomization>
  deleteCustomization(poolId: string, scope: string): Promise<void>
}

/** What the pages of a client show: its own customization, else that of all clients (Cognito: GetUICustomization). */
export const customizationFor = (all: readonly UiCustomization[], clientId: string | null): UiCustomization | null =>
  all.find(({ scope }) => scope === clientId) ?? all.find(({ scope }) => scope === ALL_CLIENTS) ?? null
