package com.example;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Executors;

public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(setting("PORT", "3000"));
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(Executors.newFixedThreadPool(16));
        server.createContext("/", Main::answer);
        // A dyno has 30 seconds between SIGTERM and SIGKILL.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(20)));
        server.start();
        System.out.println("Listening on " + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/" -> send(exchange, 200, "text/html", startPage());
            case "/api/time" -> send(exchange, 200, "application/json", "{\"time\":\"" + Instant.now() + "\"}");
            case "/health" -> send(exchange, 200, "text/plain", "ok");
            default -> send(exchange, 404, "text/plain", "There is no such page.");
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        boolean hasBody = !exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, hasBody ? bytes.length : -1);
        if (hasBody) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private static String startPage() {
        String greeting = escape(setting("GREETING", "Hello"));
        return """
            <!doctype html>
            <html lang="en">
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>%s</title>
              <style>:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif } body { margin: 4rem }</style>
              <h1>%s</h1>
              <p>Java answers from the dyno <code>%s</code>.</p>
              <p><a href="/api/time">/api/time</a> answers with JSON.</p>
            </html>
            """.formatted(greeting, greeting, escape(setting("DYNO", "local")));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String setting(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null ? otherwise : value;
    }
}
