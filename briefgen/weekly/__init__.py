"""The weekly issue: when it is due, what stands of it on the disk, and one run from due to sent."""
