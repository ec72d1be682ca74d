package io.gatehouse.database;

import java.io.BufferedInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * PostgreSQL's programs, unpacked once from the archive on the class path. The folder's name carries the version and the
 * archive's size, so that later starts never read the archive.
 */
record PostgresBinaries(Path folder) {

    private static final List<String> ARCHIVES = List.of(
            "postgres-linux-x86_64.txz",
            "postgres-linux-arm_64.txz",
            "postgres-darwin-x86_64.txz",
            "postgres-darwin-arm_64.txz");

    private static final Pattern VERSION = Pattern.compile("-(\\d+(?:\\.\\d+)+)\\.jar");

    /** Unpacks into a sub-folder of the parent unless that was done before. */
    static PostgresBinaries unpackInto(Path parent) {
        URL archive = archive();
        try {
            Path folder = parent.resolve(folderName(archive));
            if (!Files.isDirectory(folder)) {
                unpack(archive, parent, folder);
            }
            return new PostgresBinaries(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack PostgreSQL into " + parent, e);
        }
    }

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    /** The first number of the version, which names the format of a cluster on disk. */
    String majorVersion() {
        return folder.getFileName().toString().split("[-.]", 3)[1];
    }

    /** Removes what other versions and interrupted starts left beside this folder. */
    void removeOthers() {
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(folder.resolveSibling(""), "{bin-*,unpack-*}")) {
            for (Path sibling : siblings) {
                if (!sibling.getFileName().equals(folder.getFileName())) {
                    FileSystemUtils.deleteRecursively(sibling);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot tidy " + folder.getParent(), e);
        }
    }

    private static URL archive() {
        for (String name : ARCHIVES) {
            URL url = PostgresBinaries.class.getResource("/" + name);
            if (url != null) {
                return url;
            }
        }
        throw new UncheckedIOException(new IOException("No PostgreSQL archive is on the class path."));
    }

    private static String folderName(URL archive) throws IOException {
        Matcher version = VERSION.matcher(archive.toString());
        String number = version.find() ? version.group(1) : "0";
        return "bin-" + number + "-" + archive.openConnection().getContentLengthLong();
    }

    private static void unpack(URL archive, Path parent, Path folder) throws IOException {
        Files.createDirectories(parent);
        Path unfinished = Files.createTempDirectory(parent, "unpack-");
        try (InputStream raw = new BufferedInputStream(archive.openStream(), 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(raw))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = targetOf(entry, unfinished);
                if (target != null) {
                    write(entry, tar, target);
                }
            }
        }
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            FileSystemUtils.deleteRecursively(unfinished);
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /** Where the entry goes; null for what only compilers need. */
    private static @Nullable Path targetOf(TarArchiveEntry entry, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("The archive's entry " + entry.getName() + " leaves its folder.");
        }
        boolean forCompilers = entry.getName().endsWith(".a") || target.startsWith(root.resolve("include"));
        return forCompilers ? null : target;
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling(""));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        try (FileOutputStream out = new FileOutputStream(target.toFile())) {
            content.transferTo(out);
            out.getFD().sync();
        }
        boolean executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
