"""Files on disk: reading, atomic writes, locks, the build cache, backups of edited outputs, templates.

- `atomic`: the steps by which bytes get to their place, at every moment the old or the new ones.
- `build_cache`: whether a build would give again what lies there already, decided before anything else is loaded.
- `edited_outputs`: what somebody has edited among the outputs, kept when a build replaces them.
- `files`: bytes, names and hashes of files and folders; what the machine refuses.
- `lock`: one process at a time changes a report; who waits is told for whom.
- `outputs`: writes folders of outputs, single outputs and new files; refuses folders that are somebody else's.
- `parse_cache`: the last result for each file, so that only what has changed is read again.
- `report_files`: reads a report's folder at one moment.
- `report_folder`: where a report is.
- `staging`: stages a file beside its place and puts it there in one step.
- `templates`: finds templates: the report's own before the packaged ones; the report to begin with.
- `texts`: replaces texts of a report, all or none, only where they are as they were read.
"""
