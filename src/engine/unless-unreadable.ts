import { AppError } from '@/domain/app-error';

/** `null` where something that is stored has a shape that is not known (a later version has written it, say): it stays as it is. */
export async function unlessUnreadable<Result>(work: Promise<Result>): Promise<Result | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && error.code === 'storage/unreadable') return null;
    throw error;
  }
}
