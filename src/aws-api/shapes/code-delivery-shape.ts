import type { CodeDelivery } from '#src/domain/messages/mask-destination.ts'

/** CodeDeliveryDetailsType: where a code went, masked. */
export const codeDeliveryShape = ({ destination, medium, attribute }: CodeDelivery) => ({
  Destination: destination, DeliveryMedium: medium, AttributeName: attribute,
})
