"""Pictures in a bucket that speaks like Amazon's S3; needs the extra `s3`."""

from serai.catalog.adapters.s3.s3_pictures import S3Pictures

__all__ = ["S3Pictures"]
