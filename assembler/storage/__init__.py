"""Files on disk: reading, atomic writes, locks, the build cache, backups of edited outputs, templates.

- `atomic`: atomic writes: at every moment the old bytes or the new ones.
- `build_cache`: decides whether a build would only repeat the outputs that are there.
- `edited_outputs`: backs up outputs that somebody has edited before a build replaces them.
- `existing_finals`: what a build would remove of a final in its folder.
- `file_watcher`: says when a file of a report may have changed.
- `files`: bytes, names and hashes of files and folders; what the machine refuses.
- `lock`: locks a report, so that one process at a time changes it.
- `operating_system`: what differs between operating systems: signals, flags and locks of files.
- `outputs`: writes folders of outputs, single outputs and new files; refuses folders that are somebody else's.
- `parse_cache`: the last result for each file, so that only what has changed is read again.
- `permissions`: to whom a folder belongs in which one may not write, and what to do.
- `received_texts`: reads the texts as they last came from the entities.
- `report_files`: reads a report's folder at one moment.
- `report_folder`: where a report is.
- `staging`: stages a file beside its place and puts it there in one step.
- `templates`: finds templates: the report's own before the packaged ones; the report to begin with.
- `text_changes`: changes texts for a command, so that `assembler undo` can put them back; undoes the last command.
- `texts`: replaces or removes texts of a report, all or none, where they are as they were read.
- `undo_history`: the history of what commands changed, under the report, in `.assembler/undo/`.
"""
