// store_file.h: opens the file of a store.

#pragma once

#include <string>

#include "segue/result.h"
#include "service/database.h"
#include "service/file_lock.h"

namespace segue::service {

/// A store that is locked for writing.
struct StoreFile {
  std::string path;  ///< canonical, so that every process uses the same lock
  FileLock lock;
  Database database;  ///< syncs every commit to disk
};

/// Opens or creates the file, locks it against other servers, checks all of it, and upgrades its schema.
Result<StoreFile> open_to_write(const std::string& path);

/// Opens an existing store for reading. Another process may write to it meanwhile.
Result<Database> open_to_read(const std::string& path);

/// Syncs the folder of a file to disk. Returns false on failure, with errno.
bool sync_folder_of(const std::string& path);

}  // namespace segue::service
