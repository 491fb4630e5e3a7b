import { expect, type Locator } from '@playwright/test'
import decodeQR from 'qr/decode.js'

/** What a camera would read off a picture on the page: its pixels as they are painted. */
export const readQr = async (picture: Locator): Promise<string> => {
  const png = (await picture.screenshot()).toString('base64')
  const browser = picture.page().context().browser()
  // A page of its own, which has script and may load the screenshot.
  const reader = await browser?.newPage({ javaScriptEnabled: true })
  if (reader === undefined) throw new Error('The browser is gone.')
  const { width, height, pixels } = await reader.evaluate(async (source) => {
    const image = new Image()
    image.src = source
    await image.decode()
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height })
    const context = canvas.getContext('2d')
    context?.drawImage(image, 0, 0)
    return { width: image.width, height: image.height, pixels: [...(context?.getImageData(0, 0, image.width, image.height).data ?? [])] }
  }, `data:image/png;base64,${png}`)
  await reader.close()
  expect(pixels).toHaveLength(width * height * 4)
  return decodeQR({ width, height, data: Uint8Array.from(pixels) })
}
