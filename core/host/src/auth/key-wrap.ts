import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const ivLength = 12;
const tagLength = 16;

const wrappingKey = (secret: string) =>
  Buffer.from(hkdfSync('sha256', secret, 'teambrain', 'signing keys', 32));

/** Encrypts key material under the server's secret (AES-256-GCM); `label` binds it to its row. */
export function wrapKey(material: Buffer, secret: string, label: string): Buffer {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv('aes-256-gcm', wrappingKey(secret), iv);
  cipher.setAAD(Buffer.from(label));
  const sealed = Buffer.concat([cipher.update(material), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** Throws when the secret or the label is not the one it was wrapped with. */
export function unwrapKey(wrapped: Buffer, secret: string, label: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', wrappingKey(secret), wrapped.subarray(0, ivLength));
  decipher.setAAD(Buffer.from(label));
  decipher.setAuthTag(wrapped.subarray(ivLength, ivLength + tagLength));
  return Buffer.concat([decipher.update(wrapped.subarray(ivLength + tagLength)), decipher.final()]);
}
