"""An issue brought to its readers, by mail or into a folder. What has been brought is for the caller to remember."""
